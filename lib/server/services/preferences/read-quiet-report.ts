import "server-only";
import { eq } from "drizzle-orm";
import { listHeldBefore } from "@/db/queries/held-notifications";
import { findPreferences, findQuietSeenUntil } from "@/db/queries/preferences";
import { adminNotificationPreferences } from "@/db/schema";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { quietUntil } from "@/lib/preferences/quiet-hours";
import type { QuietReport } from "@/lib/preferences/quiet-report";
import { quietHoursOf } from "@/lib/preferences/wire";
import type { Context } from "@/lib/server/context";
import { heldAlerts } from "./held-alerts";
import { ownAccountId } from "./own-account";

/** What lies further back is no news. */
const LONGEST_MS = 7 * DAY_MS;

/** What the caller's quiet hours held since they last looked; null while they run, or when there is nothing. */
export async function readQuietReport(ctx: Context): Promise<QuietReport> {
  const accountId = ownAccountId(ctx);
  const now = ctx.now();
  const saved = await findPreferences(ctx.db, accountId);
  if (saved === null || quietUntil(quietHoursOf(saved.preferences), now) !== null) return null;
  const seen = await findQuietSeenUntil(ctx.db, accountId);
  const oldest = addMs(now, -LONGEST_MS);
  const since = seen !== null && seen > oldest ? seen : oldest;
  const held = await listHeldBefore(ctx.db, ctx.scope, accountId, since);
  const [newest] = held;
  return newest === undefined ? null : { until: newest.heldAt.toISOString(), alerts: heldAlerts(held) };
}

/** Says that all of it up to `until` was seen; what is held later is told anew. */
export async function seeQuietReport(ctx: Context, { until }: { until: Date }): Promise<{ until: string }> {
  const accountId = ownAccountId(ctx);
  return ctx.unit(async (unit) => {
    const seen = until > unit.now() ? unit.now() : until;
    const before = await findQuietSeenUntil(unit.db, accountId);
    if (before !== null && before >= seen) return { until: before.toISOString() };
    await unit.db
      .update(adminNotificationPreferences)
      .set({ quietSeenUntil: seen })
      .where(eq(adminNotificationPreferences.adminUserId, accountId));
    unit.tell.audit({
      action: "quiet-report/seen",
      subject: `account:${accountId}`,
      details: { before: before?.toISOString() ?? null, after: seen.toISOString() },
    });
    return { until: seen.toISOString() };
  });
}

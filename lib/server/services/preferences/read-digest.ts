import "server-only";
import { findLastDigest, type HeldNotification, listDigest, listHeldNow } from "@/db/queries/held-notifications";
import { addMs, HOUR_MS } from "@/lib/kernel/time";
import { decideRelease } from "@/lib/notifications/bundle";
import { composeBundleEmail } from "@/lib/notifications/compose/bundle";
import type { DigestWire } from "@/lib/preferences/quiet-report";
import { publicUrl } from "@/lib/server/access/session-cookie";
import type { Context } from "@/lib/server/context";
import { heldAlerts } from "./held-alerts";
import { ownAccountId } from "./own-account";

/** The channels of one digest leave at one instant, but for retries. */
const SPREAD_MS = HOUR_MS;

/** What the caller's quiet hours hold now, what its digest would say, and what the last digest told. */
export async function readDigest(ctx: Context): Promise<DigestWire> {
  const accountId = ownAccountId(ctx);
  const held = (await listHeldNow(ctx.db, ctx.scope, accountId)).filter(({ until }) => until !== null);
  const leaves = held.flatMap(({ until }) => until ?? []).sort((a, b) => a.getTime() - b.getTime());
  return {
    held: heldAlerts(held),
    leaves_at: leaves[0]?.toISOString() ?? null,
    preview: previewOf(ctx, held),
    last: await lastOf(ctx, accountId),
  };
}

/** In the words of the e-mail: what is sent when the hours end, if nothing changes. */
function previewOf({ correlationId }: Context, held: readonly HeldNotification[]): string | null {
  const alerts = [...new Map(held.map(({ alert }) => [alert.id, alert])).values()];
  const { tell } = decideRelease(alerts.map((alert) => ({ row: alert.id, alert })));
  if (tell.length === 0) return null;
  const entries = tell.map(({ alert }) => ({ alert, link: new URL(`/alerts/${alert.id}`, publicUrl()).href }));
  return composeBundleEmail({ group: null, entries, correlationId, heldBy: "quiet hours" }).text.trim();
}

async function lastOf({ db, scope }: Context, accountId: number): Promise<DigestWire["last"]> {
  const at = await findLastDigest(db, accountId);
  if (at === null) return null;
  const rows = await listDigest(db, scope, accountId, { from: addMs(at, -SPREAD_MS), to: addMs(at, 1) });
  return {
    at: at.toISOString(),
    channels: [...new Set(rows.map(({ channel }) => channel))],
    alerts: heldAlerts(rows),
  };
}

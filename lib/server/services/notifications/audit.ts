import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { listUndecided } from "@/db/queries/occasions";
import { listOpenStandings, listWaitingQueues } from "@/db/queries/unanswered";
import { alerts } from "@/db/schema";
import { ACTIVE_STATUSES } from "@/lib/alerts/schema";
import { nextStep } from "@/lib/escalation/next-step";
import { addMs } from "@/lib/kernel/time";
import { findUnanswered, LATE_MS, type OpenAlert, UNANSWERED, type Unanswered } from "@/lib/notifications/audit";
import type { Context } from "@/lib/server/context";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { raiseCustom } from "@/lib/server/services/alerts/raise-custom";
import { lastStanding } from "@/lib/server/services/escalation/policy";

/** An alert names so many findings in words; all are counted. */
const NAMED = 5;

/**
 * Looks whether every open alert has its next step or a reason for none, every message an outcome or a time to come, and
 * every occasion a decision. What it finds is one alert of the house's own, resolved once nothing is found any more.
 */
export async function auditDelivery(ctx: Context): Promise<{ found: number }> {
  const now = ctx.now();
  const before = addMs(now, -LATE_MS);
  const open = await openFinding(ctx);
  const undecided = await listUndecided(ctx.db, before);
  const found = findUnanswered(
    {
      alerts: (await listOpenStandings(ctx.db)).map(({ alert, standing }): OpenAlert => {
        return { ...alert, next: nextStep(alert, standing ?? lastStanding(alert)) };
      }),
      queues: await listWaitingQueues(ctx.db, { before, exceptRule: UNANSWERED }),
      // About its own alert it finds nothing, or that one would never end.
      unplanned: undecided.filter(({ alertId }) => alertId !== open?.id),
    },
    now,
  );
  if (found.length === 0 && open !== null) await resolve(ctx, open.id);
  if (found.length > 0 && open?.message !== wordsOf(found)) await raise(ctx, found, open);
  return { found: found.length };
}

async function openFinding({ db }: Context): Promise<{ id: number; message: string } | null> {
  const [open] = await db
    .select({ id: alerts.id, message: alerts.message })
    .from(alerts)
    .where(and(eq(alerts.ruleName, UNANSWERED), inArray(alerts.status, [...ACTIVE_STATUSES])));
  return open ?? null;
}

/** One alert is open at a time; what it says is kept up to date without telling anybody again. */
async function raise(ctx: Context, found: readonly Unanswered[], open: { id: number } | null): Promise<void> {
  const message = wordsOf(found);
  if (open === null) {
    const labels = { subsystem: "delivery" };
    await raiseCustom(ctx, { type: UNANSWERED, severity: "critical", message, metadata: factsOf(found), labels });
    return;
  }
  await ctx.unit(async (unit) => {
    await unit.db.update(alerts).set({ message, value: found.length }).where(eq(alerts.id, open.id));
    unit.tell.timeline({ alertId: open.id, kind: "comment", message, details: factsOf(found) });
  });
}

async function resolve(ctx: Context, alertId: number): Promise<void> {
  await commandAlert(ctx, { alertId, move: { command: "resolve", notes: "Nothing is unanswered any more." } });
}

function wordsOf(found: readonly Unanswered[]): string {
  const named = found.slice(0, NAMED).map(({ words }) => words);
  const more = found.length > NAMED ? [`and ${found.length - NAMED} more`] : [];
  return `Somebody may not have been told: ${[...named, ...more].join("; ")}`.slice(0, 2000);
}

function factsOf(found: readonly Unanswered[]): Record<string, unknown> {
  return { findings: found.slice(0, 50), count: found.length };
}

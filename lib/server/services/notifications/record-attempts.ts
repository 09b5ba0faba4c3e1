import "server-only";
import { findAlerts } from "@/db/queries/alerts";
import { countDelivered } from "@/db/queries/count-delivered";
import type { TakenNotification } from "@/db/queries/due-notifications";
import { moveAttempted } from "@/db/queries/move-attempted";
import { deliveryAttempts } from "@/db/schema";
import { describeAttempt } from "@/lib/notifications/describe-attempt";
import { type Outcome, outcomesOf } from "@/lib/notifications/outcomes-of";
import type { Receipt } from "@/lib/notifications/schema";
import type { Channel } from "@/lib/rules/schema";
import type { Context, Unit } from "@/lib/server/context";
import { tellFeed } from "@/lib/server/services/alerts/tell";
import { keepSlackPlace } from "@/lib/server/services/slack/thread";
import { noteOutcomes } from "./circuits";
import type { Rows } from "./hold-over-cap";
import type { Recorded } from "./recorder";
import { wakeForRetries } from "./wake-for-retries";

export interface Attempt {
  /** The row that carried the message, then those it named too, in order. */
  rows: Rows;
  channel: Channel;
  receipt: Receipt;
  /** The address it was sent to, null where the channel is the recipient. */
  to: string | null;
  /** When the attempt began. */
  at: Date;
  durationMs: number;
}

type OutcomeOf = Outcome<TakenNotification> & { attempt: Attempt };

/**
 * Keeps what came of attempts in one transaction: their rows, one attempt row and one line of each alert's timeline, the
 * alerts' counts, the channel's circuit. @returns for each attempt its outcomes: two where a bundle was taken in part.
 */
export async function recordAttempts(
  ctx: Context,
  channel: Channel,
  attempts: readonly Attempt[],
): Promise<(readonly Recorded[])[]> {
  return ctx.unit(async (unit) => {
    const byAttempt = attempts.map((attempt) => outcomesOf(attempt).map((outcome) => ({ ...outcome, attempt })));
    const moved = await moveAttempted(unit.db, byAttempt.flat(), unit.now());
    const kept = byAttempt.flat().filter(({ rows: [first] }) => moved.has(first.id));
    if (kept.length > 0) await insertAttempts(unit, kept);
    for (const attempt of attempts) if (moved.has(attempt.rows[0].id)) await keepSlackPlace(unit, attempt);
    await countOnAlerts(unit, kept, moved);
    const isOpen = await noteOutcomes(unit, channel, attempts);
    if (!isOpen) wakeForRetries(unit, channel, kept);
    return byAttempt.map((outcomes) => outcomes.map((outcome) => recordedOf(outcome, moved, isOpen)));
  });
}

function recordedOf({ rows: [first], next }: OutcomeOf, moved: ReadonlySet<number>, isOpen: boolean): Recorded {
  if (!moved.has(first.id)) return { kind: "superseded", isOpen };
  if (next.kind === "retry") return { kind: "retried", at: next.at, isOpen };
  return { kind: next.kind === "delivered" ? "delivered" : "failed", isOpen };
}

async function insertAttempts(unit: Unit, kept: readonly OutcomeOf[]): Promise<void> {
  await unit.db.insert(deliveryAttempts).values(
    kept.map(({ rows: [first], attempt, next, word }) => ({
      notificationId: first.id,
      alertId: first.alertId,
      channel: attempt.channel,
      attempt: first.attempts,
      at: attempt.at,
      outcome: next.kind === "delivered" ? "delivered" : next.kind === "retry" ? "retry" : "failed",
      durationMs: attempt.durationMs,
      response: word,
    })),
  );
}

/** So many alerts of a batch are told to the feed; whoever looks at the others reads them again by the minute. */
const MOST_FED = 64;

async function countOnAlerts(unit: Unit, kept: readonly OutcomeOf[], moved: ReadonlySet<number>): Promise<void> {
  const rows = kept.flatMap((outcome) =>
    outcome.rows.filter(({ id }) => moved.has(id)).map((row) => ({ row, outcome })),
  );
  const found = await countDelivered(
    unit.db,
    rows.map(({ row, outcome }) => ({
      alertId: row.alertId,
      channel: outcome.attempt.channel,
      isDelivered: outcome.next.kind === "delivered",
    })),
  );
  for (const { row, outcome } of rows) {
    if (!found.has(row.alertId)) continue;
    const { channel, to } = outcome.attempt;
    unit.tell.timeline({
      alertId: row.alertId,
      kind: "attempt",
      message: describeAttempt({ channel, to, row, outcome }),
      details: {
        channel,
        recipient: row.recipient,
        attempt: row.attempts,
        occasion: row.occasion,
        response: outcome.word,
      },
    });
  }
  const fed = await findAlerts(unit.db, unit.scope, [...found].slice(0, MOST_FED));
  for (const alert of fed.values()) tellFeed(unit, alert, "alert/notified");
}

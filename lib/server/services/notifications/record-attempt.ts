import "server-only";
import { and, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import type { TakenNotification } from "@/db/queries/due-notifications";
import { alerts, deliveryAttempts, notifications } from "@/db/schema";
import { maskPhones } from "@/lib/access/mask";
import type { NewTimelineEntry } from "@/lib/alerts/schema";
import { askedUntil, decideRetry, type RetryDecision } from "@/lib/notifications/retry";
import type { Receipt } from "@/lib/notifications/schema";
import type { Channel } from "@/lib/rules/schema";
import type { Context, Unit } from "@/lib/server/context";
import { tellFeed } from "@/lib/server/services/alerts/tell";
import { keepSlackPlace } from "@/lib/server/services/slack/thread";

export interface Attempt {
  /** The row that carried the message, then those it named too, in order. */
  rows: readonly [TakenNotification, ...TakenNotification[]];
  channel: Channel;
  receipt: Receipt;
  /** The address it was sent to, null where the channel is the recipient. */
  to: string | null;
  /** When the attempt began. */
  at: Date;
  durationMs: number;
}

/** `superseded`: the lease had passed and somebody else took the row, whose record counts. `nothing`: none was to be told. */
export type Recorded =
  | { kind: "delivered" | "failed" }
  | { kind: "retried"; at: Date }
  | { kind: "superseded" | "nothing" };

/**
 * Keeps what came of an attempt: its notifications, one attempt row, a line of each alert's timeline, the alerts' counts.
 * What is due behind it to the same recipient waits with it for the next attempt, so that nothing overtakes it.
 */
export async function recordAttempt(ctx: Context, attempt: Attempt): Promise<Recorded> {
  const next = nextOf(attempt);
  const [carrier] = attempt.rows;
  return ctx.unit(async (unit): Promise<Recorded> => {
    const moved = await moveRows(unit, attempt, next);
    if (!moved.has(carrier.id)) return { kind: "superseded" };
    await unit.db.insert(deliveryAttempts).values({
      notificationId: carrier.id,
      alertId: carrier.alertId,
      channel: attempt.channel,
      attempt: carrier.attempts,
      at: attempt.at,
      outcome: next.kind === "delivered" ? "delivered" : next.kind === "retry" ? "retry" : "failed",
      durationMs: attempt.durationMs,
      response: wordOf(attempt.receipt),
    });
    await keepSlackPlace(unit, attempt);
    if (next.kind === "retry") await holdBack(unit, attempt, next.at);
    await countOnAlerts(
      unit,
      attempt,
      attempt.rows.filter(({ id }) => moved.has(id)),
    );
    if (next.kind === "retry") return { kind: "retried", at: next.at };
    return { kind: next.kind === "delivered" ? "delivered" : "failed" };
  });
}

type Next = { kind: "delivered" } | RetryDecision;

function nextOf({ rows: [{ attempts, firstAttemptAt, severity }], receipt, at }: Attempt): Next {
  if (receipt.kind === "delivered") return { kind: "delivered" };
  return decideRetry({ failure: receipt.failure, severity, attempts, firstAttemptAt, attemptedAt: at });
}

/** A delivery counts even if the lease had passed; a failure only while the row is still ours. */
async function moveRows({ db, now }: Unit, { rows, receipt, at: begunAt }: Attempt, next: Next): Promise<Set<number>> {
  const restUntil = receipt.kind === "failed" ? askedUntil(receipt.failure, rows[0].severity, begunAt) : null;
  const ids = rows.map(({ id }) => id);
  const triggered = new Set(rows.map(({ alertTriggeredAt }) => alertTriggeredAt.getTime()));
  const triggeredAt = [...triggered].map((at) => new Date(at));
  const isOurs =
    next.kind === "delivered"
      ? inArray(notifications.status, ["sending", "queued"])
      : and(eq(notifications.status, "sending"), eq(notifications.attempts, rows[0].attempts));
  const moved = await db
    .update(notifications)
    .set({ ...columnsOf(next, now()), receipt: next.kind === "delivered" ? wordOf(receipt) : null })
    .where(and(inArray(notifications.id, ids), inArray(notifications.alertTriggeredAt, triggeredAt), isOurs))
    .returning({ id: notifications.id });
  return new Set(moved.map(({ id }) => id));

  function columnsOf(outcome: Next, at: Date) {
    switch (outcome.kind) {
      case "delivered":
        return { status: "delivered", deliveredAt: at, nextAttemptAt: null, leasedUntil: null, lastError: null };
      case "retry":
        // What falls due behind it does not ask the provider either before it wants to be asked.
        return { status: "queued", nextAttemptAt: outcome.at, leasedUntil: restUntil, lastError: wordOf(receipt) };
      case "give-up":
        return {
          status: "failed",
          nextAttemptAt: null,
          leasedUntil: null,
          lastError: `${wordOf(receipt)} (${outcome.because})`,
        };
    }
  }
}

/** The recipient's rows that are due behind a message that is tried again. */
async function holdBack({ db, now }: Unit, { rows: [carrier], channel }: Attempt, until: Date): Promise<void> {
  await db
    .update(notifications)
    .set({ nextAttemptAt: until })
    .where(
      and(
        eq(notifications.channel, channel),
        eq(notifications.recipient, carrier.recipient),
        inArray(notifications.status, ["queued", "held"]),
        gt(notifications.id, carrier.id),
        lte(notifications.nextAttemptAt, now()),
      ),
    );
}

/** So many alerts of one message are told to the feed; who looks at the others reads them again by the minute. */
const MOST_FED = 50;

async function countOnAlerts(unit: Unit, attempt: Attempt, rows: readonly TakenNotification[]): Promise<void> {
  const { channel, receipt } = attempt;
  const ids = [...new Set(rows.map(({ alertId }) => alertId))];
  // In one order, so that two messages about the same alerts do not lock each other out.
  if (ids.length > 1)
    await unit.db
      .select({ id: alerts.id })
      .from(alerts)
      .where(inArray(alerts.id, ids))
      .orderBy(alerts.id)
      .for("update");
  const told = sql`case when ${alerts.notificationsSent} ? ${channel} then ${alerts.notificationsSent}
    else ${alerts.notificationsSent} || to_jsonb(${channel}::text) end`;
  const counts = {
    notificationAttempts: sql`${alerts.notificationAttempts} + 1`,
    ...(receipt.kind === "delivered" ? { notificationsSent: told } : {}),
  };
  const [fed, others] = [ids.slice(0, MOST_FED), ids.slice(MOST_FED)];
  const counted = await unit.db.update(alerts).set(counts).where(inArray(alerts.id, fed)).returning();
  const found = new Set(counted.map(({ id }) => id));
  if (others.length > 0) {
    const more = await unit.db
      .update(alerts)
      .set(counts)
      .where(inArray(alerts.id, others))
      .returning({ id: alerts.id });
    for (const { id } of more) found.add(id);
  }
  for (const row of rows) if (found.has(row.alertId)) unit.tell.timeline(entryOf(attempt, row));
  for (const row of counted) tellFeed(unit, toAlert(row), "alert/notified");
}

function entryOf(attempt: Attempt, row: TakenNotification): NewTimelineEntry {
  const { channel, receipt } = attempt;
  return {
    alertId: row.alertId,
    kind: "attempt",
    message: lineOf(attempt, row, nextOf(attempt)),
    details: {
      channel,
      recipient: row.recipient,
      attempt: row.attempts,
      occasion: row.occasion,
      response: wordOf(receipt),
    },
  };
}

/** "email to ops@x.test, attempt 2: 450 try later; next attempt 2026-11-20T18:00:20.000Z". */
function lineOf({ rows, channel, receipt, to }: Attempt, row: TakenNotification, next: Next): string {
  const [carrier, ...others] = rows;
  const company =
    row.id === carrier.id ? others.length && `, with ${others.length} more` : `, with notification ${carrier.id}`;
  const way = `${to === null ? channel : `${channel} to ${maskPhones(to)}`}${company || ""}`;
  const repeat = row.isRepeat ? " (the attempt before ended without a record, so it may arrive twice)" : "";
  if (next.kind === "delivered") return `${way} delivered${repeat}: ${wordOf(receipt)}`;
  const then = next.kind === "retry" ? `next attempt ${next.at.toISOString()}` : `given up: ${next.because}`;
  return `${way}, attempt ${row.attempts} failed${repeat}: ${wordOf(receipt)}; ${then}`;
}

const WORD_LENGTH = 500;

function wordOf(receipt: Receipt): string {
  return (receipt.kind === "delivered" ? receipt.receipt : receipt.response).slice(0, WORD_LENGTH);
}

import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import type { TakenNotification } from "@/db/queries/notifications";
import { alerts, deliveryAttempts, notifications } from "@/db/schema";
import { decideRetry, type RetryDecision } from "@/lib/notifications/retry";
import type { Receipt } from "@/lib/notifications/schema";
import type { Channel } from "@/lib/rules/schema";
import type { Context, Unit } from "@/lib/server/context";
import { tellFeed } from "@/lib/server/services/alerts/tell";

export interface Attempt {
  row: TakenNotification;
  channel: Channel;
  receipt: Receipt;
  /** The address it was sent to, null where the channel is the recipient. */
  to: string | null;
  /** When the attempt began. */
  at: Date;
  durationMs: number;
}

/** `superseded`: the lease had passed and somebody else took the row, whose record counts. */
export type Recorded = { kind: "delivered" | "failed" } | { kind: "retried"; at: Date } | { kind: "superseded" };

/** Keeps what came of an attempt: the notification, an attempt row, a line of the timeline, the alert's counts. */
export async function recordAttempt(ctx: Context, attempt: Attempt): Promise<Recorded> {
  const next = nextOf(attempt);
  return ctx.unit(async (unit): Promise<Recorded> => {
    if (!(await moveRow(unit, attempt, next))) return { kind: "superseded" };
    await unit.db.insert(deliveryAttempts).values({
      notificationId: attempt.row.id,
      alertId: attempt.row.alertId,
      channel: attempt.channel,
      attempt: attempt.row.attempts,
      at: attempt.at,
      outcome: next.kind === "delivered" ? "delivered" : next.kind === "retry" ? "retry" : "failed",
      durationMs: attempt.durationMs,
      response: wordOf(attempt.receipt),
    });
    await countOnAlert(unit, attempt);
    if (next.kind === "retry") return { kind: "retried", at: next.at };
    return { kind: next.kind === "delivered" ? "delivered" : "failed" };
  });
}

type Next = { kind: "delivered" } | RetryDecision;

function nextOf({ row, receipt, at }: Attempt): Next {
  if (receipt.kind === "delivered") return { kind: "delivered" };
  const { attempts, firstAttemptAt } = row;
  return decideRetry({ failure: receipt.failure, attempts, firstAttemptAt, attemptedAt: at });
}

/** A delivery counts even if the lease had passed; a failure only while the row is still ours. */
async function moveRow({ db, now }: Unit, { row, receipt }: Attempt, next: Next): Promise<boolean> {
  const isOurs =
    next.kind === "delivered"
      ? inArray(notifications.status, ["sending", "queued"])
      : and(eq(notifications.status, "sending"), eq(notifications.attempts, row.attempts));
  const moved = await db
    .update(notifications)
    .set({ ...columnsOf(next, now()), leasedUntil: null, receipt: next.kind === "delivered" ? wordOf(receipt) : null })
    .where(and(eq(notifications.id, row.id), eq(notifications.alertTriggeredAt, row.alertTriggeredAt), isOurs))
    .returning({ id: notifications.id });
  return moved.length > 0;

  function columnsOf(outcome: Next, at: Date) {
    switch (outcome.kind) {
      case "delivered":
        return { status: "delivered", deliveredAt: at, nextAttemptAt: null, lastError: null };
      case "retry":
        return { status: "queued", nextAttemptAt: outcome.at, lastError: wordOf(receipt) };
      case "give-up":
        return { status: "failed", nextAttemptAt: null, lastError: `${wordOf(receipt)} (${outcome.because})` };
    }
  }
}

async function countOnAlert(unit: Unit, attempt: Attempt): Promise<void> {
  const { row, channel, receipt } = attempt;
  const told = sql`case when ${alerts.notificationsSent} ? ${channel} then ${alerts.notificationsSent}
    else ${alerts.notificationsSent} || to_jsonb(${channel}::text) end`;
  const [counted] = await unit.db
    .update(alerts)
    .set({
      notificationAttempts: sql`${alerts.notificationAttempts} + 1`,
      ...(receipt.kind === "delivered" ? { notificationsSent: told } : {}),
    })
    .where(eq(alerts.id, row.alertId))
    .returning();
  if (counted === undefined) return;
  const alert = toAlert(counted);
  unit.tell.timeline({
    alertId: alert.id,
    kind: "attempt",
    message: lineOf(attempt, nextOf(attempt)),
    details: {
      channel,
      recipient: row.recipient,
      attempt: row.attempts,
      occasion: row.occasion,
      response: wordOf(receipt),
    },
  });
  tellFeed(unit, alert, "alert/notified");
}

/** "email to ops@x.test, attempt 2: 450 try later; next attempt 2026-11-20T18:00:20.000Z". */
function lineOf({ row, channel, receipt, to }: Attempt, next: Next): string {
  const way = to === null ? channel : `${channel} to ${to}`;
  const repeat = row.isRepeat ? " (the attempt before ended without a record, so it may arrive twice)" : "";
  if (next.kind === "delivered") return `${way} delivered${repeat}: ${wordOf(receipt)}`;
  const then = next.kind === "retry" ? `next attempt ${next.at.toISOString()}` : `given up: ${next.because}`;
  return `${way}, attempt ${row.attempts} failed${repeat}: ${wordOf(receipt)}; ${then}`;
}

const WORD_LENGTH = 500;

function wordOf(receipt: Receipt): string {
  return (receipt.kind === "delivered" ? receipt.receipt : receipt.response).slice(0, WORD_LENGTH);
}

import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { settleDrill } from "@/db/queries/drills";
import type { TakenNotice } from "@/db/queries/notices";
import { notices } from "@/db/schema";
import { cleanText } from "@/lib/kernel/clean-text";
import { decideRetry, type RetryDecision } from "@/lib/notifications/retry";
import type { Receipt } from "@/lib/notifications/schema";
import type { Channel } from "@/lib/rules/schema";
import type { Context, Unit } from "@/lib/server/context";
import { wakeForRetries } from "./wake-for-retries";

export interface NoticeAttempt {
  notice: TakenNotice;
  channel: Channel;
  receipt: Receipt;
  /** When the attempt began. */
  at: Date;
}

/** `superseded`: the lease had passed and somebody else took the row, whose record counts. */
export type RecordedNotice = { kind: "delivered" | "failed" } | { kind: "retried"; at: Date } | { kind: "superseded" };

type Next = { kind: "delivered" } | RetryDecision;

/** Keeps what came of an attempt to send a notice: the provider's word, and when it is tried again if at all. */
export async function recordNotice(ctx: Context, attempt: NoticeAttempt): Promise<RecordedNotice> {
  const next = nextOf(attempt);
  return ctx.unit(async (unit): Promise<RecordedNotice> => {
    if (!(await moveRow(unit, attempt, next))) return { kind: "superseded" };
    const { kind, id, recipient } = attempt.notice;
    if (kind === "drill" && next.kind !== "retry") {
      const outcome = next.kind === "delivered" ? "reached" : "failed";
      await settleDrill(unit.db, id, { outcome, response: wordOf(attempt.receipt) });
    }
    const fields = { notice: id, kind, recipient, channel: attempt.channel, word: wordOf(attempt.receipt) };
    ctx.log.info(fields, `notice ${next.kind === "retry" ? "to be tried again" : next.kind}`);
    wakeForRetries(unit, attempt.channel, [{ next }]);
    if (next.kind === "retry") return { kind: "retried", at: next.at };
    return { kind: next.kind === "delivered" ? "delivered" : "failed" };
  });
}

/** No attempt is made that would come after the notice's time. */
function nextOf({ notice, receipt, at }: NoticeAttempt): Next {
  if (receipt.kind === "delivered") return { kind: "delivered" };
  const { attempts, firstAttemptAt, expiresAt } = notice;
  const { severity } = notice.content;
  const next = decideRetry({ failure: receipt.failure, severity, attempts, firstAttemptAt, attemptedAt: at });
  if (next.kind !== "retry" || expiresAt === null || next.at < expiresAt) return next;
  return { kind: "give-up", because: "its time would have passed" };
}

/** A delivery counts even if the lease had passed; a failure only while the row is still ours. */
async function moveRow({ db, now }: Unit, { notice, receipt }: NoticeAttempt, next: Next): Promise<boolean> {
  const isOurs =
    next.kind === "delivered"
      ? inArray(notices.status, ["sending", "queued"])
      : and(eq(notices.status, "sending"), eq(notices.attempts, notice.attempts));
  const moved = await db
    .update(notices)
    .set({ ...columnsOf(next, now(), wordOf(receipt)), leasedUntil: null })
    .where(and(eq(notices.id, notice.id), isOurs))
    .returning({ id: notices.id });
  return moved.length > 0;
}

function columnsOf(next: Next, at: Date, word: string) {
  switch (next.kind) {
    case "delivered":
      return { status: "delivered", deliveredAt: at, nextAttemptAt: null, receipt: word, lastError: null };
    case "retry":
      return { status: "queued", nextAttemptAt: next.at, lastError: word };
    case "give-up":
      return { status: "failed", nextAttemptAt: null, lastError: `${word} (${next.because})` };
  }
}

const WORD_LENGTH = 500;

function wordOf(receipt: Receipt): string {
  return cleanText(receipt.kind === "delivered" ? receipt.receipt : receipt.response, WORD_LENGTH);
}

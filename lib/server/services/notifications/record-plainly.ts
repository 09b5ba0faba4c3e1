import "server-only";
import { moveAttempted } from "@/db/queries/move-attempted";
import { outcomesOf } from "@/lib/notifications/outcomes-of";
import type { Receipt } from "@/lib/notifications/schema";
import type { Context } from "@/lib/server/context";
import type { Attempt } from "./record-attempts";
import type { Recorded } from "./recorder";
import { wakeForRetries } from "./wake-for-retries";

const WORD = "the answer could not be recorded";

/**
 * Keeps an attempt whose record failed: the row and its count with a fixed word, and nothing else that could fail again. Where
 * even that fails the lease passes, and the message is taken again.
 */
export async function recordPlainly(ctx: Context, attempt: Attempt): Promise<readonly Recorded[]> {
  const outcomes = outcomesOf({ ...attempt, receipt: withFixedWord(attempt.receipt) });
  try {
    return await ctx.unit(async (unit) => {
      const moved = await moveAttempted(unit.db, outcomes, unit.now());
      wakeForRetries(unit, attempt.channel, outcomes);
      return outcomes.map(({ rows: [first], next }): Recorded => {
        if (!moved.has(first.id)) return { kind: "superseded" };
        return next.kind === "retry"
          ? { kind: "retried", at: next.at }
          : { kind: next.kind === "delivered" ? "delivered" : "failed" };
      });
    });
  } catch (error) {
    ctx.log.error({ err: error, channel: attempt.channel }, "an attempt could not be recorded at all");
    return [{ kind: "superseded" }];
  }
}

function withFixedWord(receipt: Receipt): Receipt {
  if (receipt.kind === "failed") return { kind: "failed", failure: receipt.failure, response: WORD };
  const refused = (receipt.refused ?? []).map((refusal) => ({ ...refusal, response: WORD }));
  return { kind: "delivered", receipt: WORD, refused };
}

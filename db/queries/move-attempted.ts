import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import type { Outcome } from "@/lib/notifications/outcomes-of";
import type { TakenNotification } from "./due-notifications";
import { readRows } from "./read-rows";

const Moved = z.object({ id: z.coerce.number() });

/**
 * Moves the rows of attempts to their outcomes, in one statement. A delivery counts even if the lease had passed; a failure
 * only while the row is still that attempt's. @returns the ids that moved.
 */
export async function moveAttempted(
  db: Queryable,
  outcomes: readonly Outcome<TakenNotification>[],
  now: Date,
): Promise<Set<number>> {
  const json = JSON.stringify(
    outcomes.flatMap((outcome) => {
      const columns = columnsOf(outcome, now);
      return outcome.rows.map(({ id, alertTriggeredAt, attempts }) => ({
        i: id,
        t: alertTriggeredAt,
        a: attempts,
        ...columns,
      }));
    }),
  );
  const rows = await readRows(
    db,
    Moved,
    sql`update notifications n set status = x.s, next_attempt_at = x.n, leased_until = x.l, delivered_at = x.d,
      receipt = x.r, last_error = x.e
    from json_to_recordset(${json}::json) as x(i bigint, t timestamptz, a int, s text, n timestamptz, l timestamptz,
      d timestamptz, r text, e text)
    where n.id = x.i and n.alert_triggered_at = x.t and case when x.s = 'delivered'
      then n.status in ('sending', 'queued') else n.status = 'sending' and n.attempts = x.a end
    returning n.id`,
  );
  return new Set(rows.map(({ id }) => id));
}

function columnsOf({ next, word, restUntil }: Outcome<TakenNotification>, now: Date) {
  switch (next.kind) {
    case "delivered":
      return { s: "delivered", d: now, r: word };
    case "retry":
      // What falls due behind it does not ask the provider either before it wants to be asked.
      return { s: "queued", n: next.at, l: restUntil, e: word };
    case "give-up":
      return { s: "failed", e: `${word} (${next.because})` };
  }
}

import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { notifications } from "@/db/schema";
import type { Channel } from "@/lib/rules/schema";
import type { TakenNotification } from "./due-notifications";

/**
 * Lets what was taken for a recipient, and all else that is due to it and was not tried yet, wait for room under a cap: held,
 * to leave as one message. What passes every cap stays as it is.
 */
export async function holdDue(
  db: Queryable,
  held: { channel: Channel; recipient: string; ids: readonly number[]; until: Date; reason: string; now: Date },
): Promise<void> {
  const until = sql`${held.until.toISOString()}::timestamptz`;
  const at = sql`${held.now.toISOString()}::timestamptz`;
  const gate = JSON.stringify({ gate: "cap", result: "hold", reason: held.reason });
  await db.execute(sql`
    update notifications set status = 'held', reason = ${held.reason}, next_attempt_at = ${until}, due_at = ${until},
      leased_until = null, bundle = null, first_attempt_at = null, attempts = 0,
      decision = decision || jsonb_build_object('gate', 'cap',
        'gates', coalesce(decision -> 'gates', '[]'::jsonb) || ${gate}::jsonb)
    where channel = ${held.channel} and recipient = ${held.recipient} and (
      (status = 'sending' and ${inArray(notifications.id, [...held.ids])})
      or (status = 'queued' and attempts = 0 and next_attempt_at <= ${at}
        and not coalesce((decision ->> 'passesCaps')::boolean, false))
      or (status = 'held' and next_attempt_at <= ${at}
        and not coalesce((decision ->> 'passesCaps')::boolean, false)))`);
}

/** Gives rows back that were taken and not tried: they are as they were before, and due. */
export async function giveBack(db: Queryable, channel: Channel, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(notifications)
    .set({
      status: "queued",
      attempts: sql`greatest(${notifications.attempts} - 1, 0)`,
      firstAttemptAt: sql`case when ${notifications.attempts} > 1 then ${notifications.firstAttemptAt} end`,
      leasedUntil: null,
    })
    .where(
      and(eq(notifications.channel, channel), eq(notifications.status, "sending"), inArray(notifications.id, [...ids])),
    );
}

/** Keeps rows that are being sent from being taken for lost. @returns the ids that are still the caller's. */
export async function renewLeases(
  db: Queryable,
  { rows, until }: { rows: readonly Pick<TakenNotification, "id" | "attempts">[]; until: Date },
): Promise<Set<number>> {
  if (rows.length === 0) return new Set();
  const json = JSON.stringify(rows.map(({ id, attempts }) => ({ i: id, a: attempts })));
  const result = await db.execute(sql`
    update notifications n set leased_until = ${until.toISOString()}::timestamptz
    from json_to_recordset(${json}::json) as x(i bigint, a int)
    where n.id = x.i and n.attempts = x.a and n.status = 'sending'
    returning n.id`);
  return new Set(
    z
      .array(z.object({ id: z.coerce.number() }))
      .parse(result.rows)
      .map(({ id }) => id),
  );
}

import "server-only";
import { countAttempts, countOutcomes, findOldestWaiting, listSlowest, readHops } from "@/db/queries/delivery-hops";
import { HOUR_MS, windowBefore } from "@/lib/kernel/time";
import type { DeliveryReport } from "@/lib/notifications/delivery-wire";
import type { Context } from "@/lib/server/context";

/** How fast the house told, by channel and hop, what became of its messages, and what waits. */
export async function readDelivery(
  ctx: Context,
  { hours, at = ctx.now() }: { hours: number; at?: Date },
): Promise<DeliveryReport> {
  const { db, scope } = ctx;
  const during = windowBefore(at, hours * HOUR_MS);
  return {
    ...during,
    hours,
    hops: (await readHops(db, scope, during)).filter(({ messages }) => messages > 0),
    outcomes: await countOutcomes(db, scope, during),
    attempts: await countAttempts(db, scope, during),
    slowest: await listSlowest(db, scope, during),
    oldestWaiting: await findOldestWaiting(db, scope, ctx.now()),
  };
}

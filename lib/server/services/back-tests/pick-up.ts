import "server-only";
import { inArray } from "drizzle-orm";
import { listStill } from "@/db/queries/back-tests";
import { backTests } from "@/db/schema";
import { addMs, DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { failBackTest } from "./advance";

/** One that runs moves every few seconds; one that waits for its turn is announced again, which changes nothing. */
const STILL_MS = 5 * MINUTE_MS;
const GIVE_UP_MS = DAY_MS;

const LOST = "The back-test was interrupted again and again for a day. Start it anew.";

/**
 * Back-tests that no run holds any more, such as after a crash or a change of engine, are asked for again and go on from
 * their checkpoint. @returns their ids.
 */
export async function pickUpBackTests(ctx: Context): Promise<number[]> {
  const now = ctx.now();
  const still = await listStill(ctx.db, addMs(now, -STILL_MS));
  const [lost, again] = [still.filter(isLost), still.filter((one) => !isLost(one))];
  for (const { id } of lost) await failBackTest(ctx, { id, error: LOST });
  if (again.length === 0) return [];
  const ids = again.map(({ id }) => id);
  return ctx.unit(async (unit) => {
    await unit.db.update(backTests).set({ updatedAt: now }).where(inArray(backTests.id, ids));
    for (const id of ids) unit.tell.outbox({ name: "rule/back-test-requested", data: { backTestId: id } });
    return ids;
  });

  function isLost({ createdAt }: { createdAt: Date }): boolean {
    return createdAt < addMs(now, -GIVE_UP_MS);
  }
}

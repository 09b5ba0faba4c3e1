import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type BackTest, findBackTest, toBackTest } from "@/db/queries/back-tests";
import { backTests } from "@/db/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { readBackTest } from "./read";

/**
 * Ends a back-test that waits or is under way: the run stops between two chunks.
 * @throws AppError `not-found`, or `conflict` with the present status when it is over.
 */
export function cancelBackTest(ctx: Context, { id }: { id: number }): Promise<BackTest> {
  return ctx.unit(async (unit) => {
    const before = await readBackTest(unit, { id });
    const now = unit.now();
    const [row] = await unit.db
      .update(backTests)
      .set({ status: "cancelled", finishedAt: now, updatedAt: now, checkpoint: null })
      .where(and(eq(backTests.id, id), inArray(backTests.status, ["queued", "running"])))
      .returning();
    if (row === undefined) {
      const { status } = (await findBackTest(unit.db, unit.scope, id)) ?? before;
      throw new AppError("conflict", `The back-test is over: it is ${status}.`, { details: { status } });
    }
    unit.tell.audit({
      action: "rule/back-test-cancelled",
      subject: before.ruleId === null ? undefined : `rule:${before.ruleId}`,
      details: { backTestId: id, before: { status: before.status }, after: { status: "cancelled" } },
    });
    return toBackTest(row);
  });
}

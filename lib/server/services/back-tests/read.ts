import "server-only";
import { type BackTest, findBackTest, listBackTests } from "@/db/queries/back-tests";
import { findRule } from "@/db/queries/rules";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";

/** @throws AppError `not-found` for one that is not there, or that judged brands the caller may not see. */
export async function readBackTest(ctx: Context, { id }: { id: number }): Promise<BackTest> {
  const found = await findBackTest(ctx.db, ctx.scope, id);
  if (found === null) throw new AppError("not-found", `There is no back-test ${id}.`);
  return found;
}

/** The ten newest of a rule. @throws AppError `not-found` when there is no such rule. */
export async function listBackTestsOf(ctx: Context, { ruleId }: { ruleId: number }): Promise<BackTest[]> {
  if ((await findRule(ctx.db, ruleId)) === null) throw new AppError("not-found", `There is no rule ${ruleId}.`);
  return listBackTests(ctx.db, ctx.scope, ruleId);
}

import "server-only";
import type { Context } from "@/lib/server/context";
import { findPresent } from "./find-present";
import { type RuleFound, withFindings } from "./with-findings";

/** One rule, with what is odd about it. */
export async function readRule(ctx: Context, ruleId: number): Promise<RuleFound> {
  return withFindings(ctx, await findPresent(ctx, ruleId));
}

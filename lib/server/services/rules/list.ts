import "server-only";
import { listRules } from "@/db/queries/rules";
import type { Context } from "@/lib/server/context";
import { type RuleFound, withAllFindings } from "./with-findings";

/** Every rule, in the order they were made, with what is odd about each. */
export async function listFound(ctx: Context): Promise<RuleFound[]> {
  return withAllFindings(ctx, await listRules(ctx.db));
}

import "server-only";
import type { Context } from "@/lib/server/context";
import { parseRule } from "./parse-rule";
import { saveRule } from "./save-rule";
import { type RuleFound, withFindings } from "./with-findings";

/** Makes a rule of a body as the API takes it. Findings do not keep it from being saved. */
export async function createRule(ctx: Context, raw: unknown): Promise<RuleFound> {
  const rule = parseRule(raw);
  const saved = await ctx.unit((unit) => saveRule(unit, { before: null, rule, change: "created" }));
  return withFindings(ctx, saved);
}

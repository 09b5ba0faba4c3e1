import "server-only";
import type { Context } from "@/lib/server/context";
import { parseRule } from "./parse-rule";
import { type RuleRead, readRule } from "./read";
import { saveRule } from "./save-rule";

/** Makes a rule of a body as the API takes it. Findings do not keep it from being saved. */
export async function createRule(ctx: Context, raw: unknown): Promise<RuleRead> {
  const rule = parseRule(raw);
  const saved = await ctx.unit((unit) => saveRule(unit, { before: null, rule, change: "created" }));
  return readRule(ctx, saved.id);
}

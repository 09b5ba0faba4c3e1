import "server-only";
import { RuleBody } from "@/lib/rules/body";
import { mergeBody } from "@/lib/rules/merge-body";
import { ruleToBody } from "@/lib/rules/wire";
import type { Context } from "@/lib/server/context";
import { parseInput } from "@/lib/server/http/read-input";
import { findPresent } from "./find-present";
import { parseRule } from "./parse-rule";
import { type RuleRead, readRule } from "./read";
import { saveRule } from "./save-rule";

/** Each field by itself: what is wrong with what was sent is said before the rule is looked for. */
const Sent = RuleBody.partial();

/** Changes the fields that are sent; those left out stay. What a GET gave may be sent back whole. */
export async function changeRule(
  ctx: Context,
  { ruleId, sent }: { ruleId: number; sent: Record<string, unknown> },
): Promise<RuleRead> {
  const { version } = parseInput(Sent, sent, "body");
  const saved = await ctx.unit(async (unit) => {
    const before = await findPresent(unit, ruleId, version);
    const rule = parseRule(mergeBody(ruleToBody(before), sent));
    return saveRule(unit, { before, rule, change: "changed" });
  });
  return readRule(ctx, saved.id);
}

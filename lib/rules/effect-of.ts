import { canonical } from "@/lib/kernel/canonical";
import type { NewRule } from "./read-body";

/**
 * What a change of a rule means for where it stands. `follow`: states stay, an open alert follows at the next sample.
 * `anew`: states go and the rule begins with the next sample; open alerts are resolved with the reason, when there is one.
 * `stop`: the same, and nothing begins.
 */
export type Effect = { kind: "follow" } | { kind: "anew"; reason: string } | { kind: "stop"; reason: string };

/** What a rule asks of which series: another answer to these is another question, and no state of the old one counts. */
const QUESTION = [
  "metric",
  "labels",
  "matchers",
  "condition",
  "operator",
  "class",
] as const satisfies readonly (keyof NewRule)[];

/** `by` is who changed it, as people call them. */
export function effectOf(before: NewRule, after: NewRule, by: string): Effect {
  if (!after.isActive) return { kind: "stop", reason: `its rule was disabled by ${by}` };
  if (after.mode === "draft") return { kind: "stop", reason: `its rule was made a draft by ${by}` };
  if (!before.isActive) return { kind: "anew", reason: `its rule was enabled by ${by}` };
  if (before.mode !== after.mode)
    return { kind: "anew", reason: `its rule was moved from ${before.mode} to ${after.mode} by ${by}` };
  const isOther = QUESTION.some((field) => canonical(before[field]) !== canonical(after[field]));
  if (isOther || hasLostLevel(before, after)) return { kind: "anew", reason: `its rule was changed by ${by}` };
  return { kind: "follow" };
}

/** An open alert may stand at the level that is gone, and would never leave it. */
function hasLostLevel(before: NewRule, after: NewRule): boolean {
  const kept = new Set(after.levels.map(({ severity }) => severity));
  return before.levels.some(({ severity }) => !kept.has(severity));
}

import { invariant } from "@/lib/kernel/errors";
import { raiseSeverity, type Severity, severityRank } from "@/lib/kernel/severity";
import type { Level, Rule } from "./schema";

/** The lowest level: U's `threshold_value` and `severity`. */
export function firstLevel({ levels }: Pick<Rule, "levels">): Level {
  const [first] = levels;
  invariant(first !== undefined, "a rule has a level");
  return first;
}

/** The level of a severity; the lowest where the rule no longer has that severity. */
export function levelOf(rule: Pick<Rule, "levels">, severity: Severity): Level {
  return rule.levels.find((level) => level.severity === severity) ?? firstLevel(rule);
}

/** Levels from the mildest to the gravest: what every reader of a rule relies on. */
export function inRisingSeverity(levels: readonly Level[]): Level[] {
  return levels.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity));
}

/** An alert's severity: its level's, one step higher for each time it was escalated; emergency stays emergency. */
export function severityAt(level: Severity, escalations: number): Severity {
  let severity = level;
  for (let step = 0; step < escalations; step += 1) severity = raiseSeverity(severity);
  return severity;
}

import { definitionOf } from "@/lib/metrics/catalogue";
import type { BodyFault, NewRule } from "./read-body";
import type { Operator } from "./schema";

/** Which way an operator looks: up and down take several levels, each further than the one before. */
const DIRECTIONS: Record<Operator, "up" | "down" | "exact"> = {
  ">": "up",
  ">=": "up",
  "<": "down",
  "<=": "down",
  "==": "exact",
  "!=": "exact",
};

/** In order; the first that applies is told. */
const CHECKS: readonly ((rule: NewRule) => BodyFault | null)[] = [
  levelsFault,
  recoveryFault,
  conditionFault,
  countsFault,
];

/** Which fields of a rule of the right shape contradict each other; null when none do. */
export function findFault(rule: NewRule): BodyFault | null {
  for (const check of CHECKS) {
    const fault = check(rule);
    if (fault !== null) return fault;
  }
  return null;
}

function levelsFault({ levels, operator }: NewRule): BodyFault | null {
  const direction = DIRECTIONS[operator];
  if (new Set(levels.map(({ severity }) => severity)).size !== levels.length)
    return { field: "levels", message: "expected each severity once" };
  if (direction === "exact" && levels.length > 1)
    return { field: "levels", message: `${operator} takes one level: several need >, >=, < or <=` };
  const isOrdered = levels.every(({ threshold }, index) => {
    const milder = levels[index - 1]?.threshold;
    return milder === undefined || (direction === "up" ? threshold > milder : threshold < milder);
  });
  if (isOrdered) return null;
  const words =
    direction === "up"
      ? "above the milder one, such as warning 2, critical 5"
      : "below the milder one, such as warning 5, critical 2";
  return { field: "levels", message: `a graver level must be ${words}` };
}

function recoveryFault({ levels, operator }: NewRule): BodyFault | null {
  const direction = DIRECTIONS[operator];
  for (const { severity, threshold, recovery } of levels) {
    if (recovery === null) continue;
    if (direction === "exact")
      return { field: "levels", message: `${operator} has no way back: leave recovery_value of ${severity} out` };
    if (direction === "up" ? recovery <= threshold : recovery >= threshold) continue;
    const example = direction === "up" ? "4 for > 5" : "6 for < 5";
    return {
      field: "levels",
      message: `recovery_value of ${severity} must be on the good side of its threshold, such as ${example}`,
    };
  }
  return null;
}

function conditionFault({ condition, operator }: NewRule): BodyFault | null {
  if (condition.kind === "threshold" && condition.aggregate !== "last" && condition.windowMs === 0)
    return { field: "condition.window_seconds", message: `expected a window for ${condition.aggregate}, such as 600` };
  if (condition.kind === "threshold" && condition.aggregate === "last" && condition.windowMs > 0)
    return {
      field: "condition.window_seconds",
      message: "last looks at one sample: leave the window out, or choose an aggregate such as avg",
    };
  if (condition.kind === "burn_rate" && condition.shortMs > condition.longMs)
    return {
      field: "condition.short_window_seconds",
      message: "expected a window no longer than the long one, such as 300",
    };
  if (condition.kind === "absent" && DIRECTIONS[operator] !== "up")
    return {
      field: "comparison_operator",
      message: "absent counts the seconds without a sample, so it takes > or >=, such as > 300",
    };
  return null;
}

function countsFault({ windows, minimumSample, metric }: NewRule): BodyFault | null {
  if (windows !== null && windows.least > windows.of)
    return {
      field: "windows.least",
      message: `expected at most ${windows.of}, since that many readings are looked at`,
    };
  if (minimumSample !== null && definitionOf(metric)?.basis === undefined)
    return { field: "minimum_sample", message: `${metric} has no count behind it: leave minimum_sample out` };
  return null;
}

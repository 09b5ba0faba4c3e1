import type { Operator } from "./schema";

const HOLDS: Record<Operator, (value: number, threshold: number) => boolean> = {
  ">": (value, threshold) => value > threshold,
  "<": (value, threshold) => value < threshold,
  ">=": (value, threshold) => value >= threshold,
  "<=": (value, threshold) => value <= threshold,
  "==": (value, threshold) => value === threshold,
  "!=": (value, threshold) => value !== threshold,
};

/** Each operator as the words between value and threshold: "38.2 % **is above** 20 %". */
export const OPERATOR_WORDS: Record<Operator, string> = {
  ">": "is above",
  "<": "is below",
  ">=": "is at or above",
  "<=": "is at or below",
  "==": "equals",
  "!=": "differs from",
};

/** Whether a value breaches, in the metric's own unit. `NaN` breaches nothing, whatever the operator. */
export function isBreached(operator: Operator, value: number, threshold: number): boolean {
  return !Number.isNaN(value) && HOLDS[operator](value, threshold);
}

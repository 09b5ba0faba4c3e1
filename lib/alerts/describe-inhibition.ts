import { describeMatcher, type Matcher } from "@/lib/kernel/matchers";
import { describeDuration, listOf } from "@/lib/rules/describe";
import type { NewInhibition } from "./inhibition";

const NAMES = /^\w+(\|\w+)*$/;

/**
 * An inhibition as one sentence: `payment_outage hides payment_failure_spike of the same brand, and for 1 h after`. Matchers
 * beyond a rule and a severity follow as the API writes them: `any alert with provider = nordpay hides …`.
 */
export function describeInhibition({
  source,
  target,
  equal,
  lingerMs,
}: Pick<NewInhibition, "source" | "target" | "equal" | "lingerMs">): string {
  const same = equal.length === 0 ? "" : ` of the same ${listOf(equal)}`;
  const after = lingerMs === 0 ? "" : `, and for ${describeDuration(lingerMs)} after`;
  return `${describeAlerts(source)} hides ${describeAlerts(target)}${same}${after}`;
}

/** `payment_outage`, `critical payment_outage`, `api_latency_high or cache_hit_rate_low`, `any critical alert`. */
function describeAlerts(matchers: readonly Matcher[]): string {
  const rule = matchers.find((matcher) => matcher.label === "rule" && namesOf(matcher) !== null);
  const severity = matchers.find(({ label, operator }) => label === "severity" && operator === "=");
  const names = rule === undefined ? null : namesOf(rule);
  const kind = severity === undefined ? "" : `${severity.value} `;
  const others = matchers.filter((matcher) => matcher !== rule && matcher !== severity).map(describeMatcher);
  const what = names === null ? `any ${kind}alert` : `${kind}${joined(names)}`;
  return others.length === 0 ? what : `${what} with ${listOf(others)}`;
}

/** The rules a matcher names outright; null where it says which by a pattern, or which not. */
function namesOf({ operator, value }: Matcher): string[] | null {
  if (operator === "=" && value !== "") return [value];
  return operator === "=~" && NAMES.test(value) ? value.split("|") : null;
}

/** Each of several hides, and is hidden, by itself. */
function joined(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} or ${last}`;
}

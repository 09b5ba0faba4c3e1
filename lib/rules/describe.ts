import { SECOND_MS } from "@/lib/kernel/time";
import { definitionOf, type Unit } from "@/lib/metrics/catalogue";
import { OPERATOR_WORDS } from "./conditions";
import type { Rule } from "./schema";

/** How a unit is written after a value; a unit that is not here is left out. */
const SUFFIX: Partial<Record<Unit, string>> = { percentage: " %", milliseconds: " ms", seconds: " s" };

/** `38.2 %`, `1,240 ms`, `12`: at most two decimals, so that a breach never reads like its limit, and the metric's unit. */
export function describeValue(value: number, metric: string): string {
  const text = new Intl.NumberFormat("en", { maximumFractionDigits: 2 }).format(value);
  const unit = definitionOf(metric)?.unit;
  return `${text}${unit === undefined ? "" : (SUFFIX[unit] ?? "")}`;
}

/** `15 s`, `5 min`, `1 h 30 min`; nothing is `0 s`. */
export function describeDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / SECOND_MS);
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "min"],
    [seconds % 60, "s"],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, sign]) => `${count} ${sign}`);
  return words.length === 0 ? "0 s" : words.join(" ");
}

/**
 * A rule as one English sentence: "Raise a critical alert when payment_failure_rate is above 1 % for 5 min, and tell log,
 * email."
 */
export function describe(rule: Rule): string {
  const labels = Object.entries(rule.labels).map(([name, value]) => `${name} ${value}`);
  const of = labels.length === 0 ? "" : ` of ${labels.join(", ")}`;
  const breach = `${rule.metric}${of} ${OPERATOR_WORDS[rule.operator]} ${describeValue(rule.threshold, rule.metric)}`;
  const held = rule.durationMs === 0 ? "" : ` for ${describeDuration(rule.durationMs)}`;
  const told = rule.channels === null ? "whom its severity is routed to" : listOf(rule.channels);
  const article = /^[aeiou]/.test(rule.severity) ? "an" : "a";
  return `Raise ${article} ${rule.severity} alert when ${breach}${held}, and tell ${told}.`;
}

/** `log`, `log and email`, `log, email and slack`. */
export function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "nobody";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

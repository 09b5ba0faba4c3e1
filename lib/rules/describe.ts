import { assertNever } from "@/lib/kernel/errors";
import { digitsBeside } from "@/lib/kernel/figure";
import { describeMatcher } from "@/lib/kernel/matchers";
import { SECOND_MS } from "@/lib/kernel/time";
import { definitionOf, type Unit } from "@/lib/metrics/catalogue";
import { OPERATOR_WORDS } from "./conditions";
import { type Aggregate, ANY, type Condition, type Level, type Rule } from "./schema";

const DAY_S = 24 * 3600;

/** How a unit is written after a value; a unit that is not here is left out. */
const SUFFIX: Partial<Record<Unit, string>> = { percentage: " %", milliseconds: " ms", seconds: " s" };

/**
 * `38.2 %`, `1,240 ms`, `12`: at most two decimals and the metric's unit. Shown beside its limit a value takes as many decimals
 * as it needs to read on the right side of it: 1.002 % above 1 %.
 */
export function describeValue(value: number, metric: string, limit: number | null = null): string {
  const unit = definitionOf(metric)?.unit;
  return `${inDecimals(value, limit)}${unit === undefined ? "" : (SUFFIX[unit] ?? "")}`;
}

/** A limit with its unit, in full: it is what somebody entered. */
export function describeLimit(limit: number, metric: string): string {
  return describeValue(limit, metric, limit);
}

function inDecimals(value: number, limit: number | null): string {
  return new Intl.NumberFormat("en", { maximumFractionDigits: digitsBeside(value, limit, 2) }).format(value);
}

/** `15 s`, `5 min`, `1 h 30 min`, from two days on `7 d`; nothing is `0 s`. */
export function describeDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / SECOND_MS);
  const days = seconds < 2 * DAY_S ? 0 : Math.floor(seconds / DAY_S);
  const parts: [number, string][] = [
    [days, "d"],
    [Math.floor((seconds - days * DAY_S) / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "min"],
    [seconds % 60, "s"],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, sign]) => `${count} ${sign}`);
  return words.length === 0 ? "0 s" : words.join(" ");
}

/**
 * A rule as one English sentence: "Raise a critical alert when payment_failure_rate is above 1 % for 5 min, and tell log,
 * email." Several levels follow each other: "a warning alert when … is above 2 %, critical above 5 % …".
 */
export function describe(rule: Rule): string {
  const [first, ...rest] = rule.levels;
  if (first === undefined) return `${rule.name} has no level.`;
  const subject = `${subjectOf(rule)} ${OPERATOR_WORDS[rule.operator]} ${describeReading(rule, first.threshold, first.threshold)}${heldOf(rule, first)}`;
  const more = rest
    .map(
      (level) =>
        `, ${level.severity} at ${describeReading(rule, level.threshold, level.threshold)}${heldOf(rule, level)}`,
    )
    .join("");
  const told = rule.channels === null ? "whom its severity is routed to" : listOf(rule.channels);
  const article = /^[aeiou]/.test(first.severity) ? "an" : "a";
  return `Raise ${article} ${first.severity} alert when ${subject}${more}, and tell ${told}.`;
}

/** "payment_failure_rate of any provider", "the 10 min average of api_latency_p99". */
function subjectOf(rule: Rule): string {
  return `${prefixOf(rule.condition)}${rule.metric}${seriesWords(rule)}${suffixOf(rule.condition)}`;
}

function seriesWords({ labels, matchers }: Rule): string {
  const words = [
    ...Object.entries(labels).map(([name, value]) => (value === ANY ? `any ${name}` : `${name} ${value}`)),
    ...matchers.map(describeMatcher),
  ];
  return words.length === 0 ? "" : ` of ${words.join(", ")}`;
}

function prefixOf(condition: Condition): string {
  switch (condition.kind) {
    case "threshold":
      return condition.aggregate === "last"
        ? ""
        : `the ${describeDuration(condition.windowMs)} ${AGGREGATE_WORDS[condition.aggregate]} of `;
    case "change":
      return "the change of ";
    case "absent":
      return "the silence of ";
    case "anomaly":
      return "the anomaly score of ";
    case "burn_rate":
      return "the burn rate of ";
    default:
      return assertNever(condition);
  }
}

function suffixOf(condition: Condition): string {
  if (condition.kind === "change") return ` against ${describeDuration(condition.periodMs)} before`;
  if (condition.kind !== "burn_rate") return "";
  const { objective, longMs, shortMs } = condition;
  return ` against ${objective} % over ${describeDuration(longMs)} and ${describeDuration(shortMs)}`;
}

const AGGREGATE_WORDS: Record<Aggregate, string> = {
  last: "value",
  avg: "average",
  min: "minimum",
  max: "maximum",
  sum: "sum",
  p50: "median",
  p90: "90th percentile",
  p95: "95th percentile",
  p99: "99th percentile",
};

function heldOf(rule: Rule, { durationMs }: Level): string {
  const held = durationMs ?? rule.durationMs;
  return held === 0 ? "" : ` for ${describeDuration(held)}`;
}

/**
 * A reading in the unit it has under the rule's condition: the metric's, percent of change, seconds of silence, times.
 * @param limit what it is shown beside, so that it reads on the right side; a limit beside itself is written in full.
 */
export function describeReading(
  { condition, metric }: Pick<Rule, "condition" | "metric">,
  value: number,
  limit: number | null = null,
): string {
  switch (condition.kind) {
    case "threshold":
      return describeValue(value, metric, limit);
    case "change":
      return condition.measure === "percent" ? `${inDecimals(value, limit)} %` : describeValue(value, metric, limit);
    case "absent":
      return describeSeconds(value, limit);
    case "anomaly":
      return inDecimals(value, limit);
    case "burn_rate":
      return `${inDecimals(value, limit)} times the budget`;
    default:
      return assertNever(condition);
  }
}

/** `2 min`; where that would not tell it from its limit, `120.4 s`. */
function describeSeconds(seconds: number, limit: number | null): string {
  const isBlurred = limit !== null && Math.sign(Math.round(seconds) - Math.round(limit)) !== Math.sign(seconds - limit);
  return isBlurred || (limit !== null && !Number.isInteger(limit))
    ? `${inDecimals(seconds, limit)} s`
    : describeDuration(seconds * SECOND_MS);
}

/** `log`, `log and email`, `log, email and slack`. */
export function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "nobody";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

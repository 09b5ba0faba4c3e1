import type { Labels } from "@/lib/kernel/labels";
import { asSentence, properName } from "@/lib/kernel/words";
import { definitionOf } from "@/lib/metrics/catalogue";
import { OPERATOR_WORDS } from "@/lib/rules/conditions";
import { describeDuration, describeReading } from "@/lib/rules/describe";
import type { Level, Rule } from "@/lib/rules/schema";

/** The payment provider with the highest share of failures, over the last minute. Rate in percent. */
export interface WorstProvider {
  provider: string;
  failureRate: number;
  failed: number;
  finished: number;
}

export interface Breach {
  rule: Rule;
  /** The level that was reached. */
  level: Level;
  /** Of the series. */
  labels: Labels;
  /** The reading; null where there is none. */
  value: number | null;
  /** First sample of the breach. */
  since: Date;
  worstProvider: WorstProvider | null;
}

/** An alert's words: `message` holds the title, `details` what it was raised with (L's condition and duration first). */
export interface BreachWords {
  title: string;
  message: string;
  details: Record<string, unknown>;
}

/** What a breach of a metric means, in a person's words. A metric that is not here is told by its rule's name. */
const TITLES: Record<string, string> = {
  transaction_error_rate: "Transactions failing",
  payment_failure_rate: "Payments failing",
  payment_failure_rate_1m: "Payments failing",
  fraud_critical_count: "Many critical fraud flags",
  api_latency_p99: "API slow",
  database_latency: "Database slow",
  cache_hit_rate: "Cache answers too little",
};

/** "Payments failing at Nordpay: payment_failure_rate_1m 38.2 % is above 20 % for 15 s". */
export function composeBreach({ rule, level, labels, value, since, worstProvider }: Breach): BreachWords {
  const title = titleOf(rule, labels, worstProvider);
  const durationMs = level.durationMs ?? rule.durationMs;
  const held = durationMs === 0 ? "" : ` for ${describeDuration(durationMs)}`;
  const reading = value === null ? "" : ` ${describeReading(rule, value, level.threshold)}`;
  const fact = `${rule.metric}${reading} ${OPERATOR_WORDS[rule.operator]} ${describeReading(rule, level.threshold, level.threshold)}${held}`;
  const worst =
    worstProvider === null
      ? ""
      : ` (${properName(worstProvider.provider)}: ${worstProvider.failed} of ${worstProvider.finished} payments failed in the last minute)`;
  return {
    title,
    message: `${title}: ${fact}${worst}`,
    details: {
      condition: rule.operator,
      duration_seconds: durationMs / 1000,
      condition_kind: rule.condition.kind,
      title,
      unit: definitionOf(rule.metric)?.unit ?? null,
      since: since.toISOString(),
      description: rule.description,
      rule_version: rule.version,
      ...(worstProvider === null ? {} : { worst_provider: worstOnWire(worstProvider) }),
    },
  };
}

function titleOf(rule: Rule, labels: Labels, worst: WorstProvider | null): string {
  const known = rule.condition.kind === "threshold" ? TITLES[rule.metric] : undefined;
  const where = worst?.provider ?? labels.provider;
  const brand = labels.brand === undefined ? "" : ` (${properName(labels.brand)})`;
  return `${known ?? asSentence(rule.name)}${where === undefined ? "" : ` at ${properName(where)}`}${brand}`;
}

function worstOnWire({ provider, failureRate, failed, finished }: WorstProvider) {
  return { provider, failure_rate: Math.round(failureRate * 100) / 100, failed, finished };
}

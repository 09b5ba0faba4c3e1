import { asSentence, properName } from "@/lib/kernel/words";
import { definitionOf } from "@/lib/metrics/catalogue";
import { OPERATOR_WORDS } from "@/lib/rules/conditions";
import { describeDuration, describeValue } from "@/lib/rules/describe";
import type { Rule } from "@/lib/rules/schema";

/** The payment provider with the highest share of failures, over the last minute. Rate in percent. */
export interface WorstProvider {
  provider: string;
  failureRate: number;
  failed: number;
  finished: number;
}

export interface Breach {
  rule: Rule;
  value: number;
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
export function composeBreach({ rule, value, since, worstProvider }: Breach): BreachWords {
  const title = titleOf(rule, worstProvider);
  const held = rule.durationMs === 0 ? "" : ` for ${describeDuration(rule.durationMs)}`;
  const fact = `${rule.metric} ${describeValue(value, rule.metric)} ${OPERATOR_WORDS[rule.operator]} ${describeValue(rule.threshold, rule.metric)}${held}`;
  const worst =
    worstProvider === null
      ? ""
      : ` (${properName(worstProvider.provider)}: ${worstProvider.failed} of ${worstProvider.finished} payments failed in the last minute)`;
  return {
    title,
    message: `${title}: ${fact}${worst}`,
    details: {
      condition: rule.operator,
      duration_seconds: rule.durationMs / 1000,
      title,
      unit: definitionOf(rule.metric)?.unit ?? null,
      since: since.toISOString(),
      description: rule.description,
      rule_version: rule.version,
      ...(worstProvider === null ? {} : { worst_provider: worstOnWire(worstProvider) }),
    },
  };
}

function titleOf(rule: Rule, worst: WorstProvider | null): string {
  const known = TITLES[rule.metric] ?? asSentence(rule.name);
  const where = worst?.provider ?? rule.labels.provider;
  const brand = rule.labels.brand === undefined ? "" : ` (${properName(rule.labels.brand)})`;
  return `${known}${where === undefined ? "" : ` at ${properName(where)}`}${brand}`;
}

function worstOnWire({ provider, failureRate, failed, finished }: WorstProvider) {
  return { provider, failure_rate: Math.round(failureRate * 100) / 100, failed, finished };
}

import type { DefaultRule } from "./default-rule";
import type { Channel } from "./schema";

const TO_EVERYBODY = ["log", "email", "slack", "pagerduty"] as const satisfies readonly Channel[];
const TO_THE_TEAM = ["log", "slack"] as const satisfies readonly Channel[];

/** L's six rules exactly (requirements, section 12), and R9's `payment_outage`. */
export const BUSINESS_RULES: readonly DefaultRule[] = [
  {
    name: "transaction_error_rate_high",
    metric: "transaction_error_rate",
    operator: ">",
    threshold: 5,
    severity: "critical",
    durationSeconds: 300,
    channels: TO_EVERYBODY,
    description:
      "More than one wallet transaction in twenty of the last hour failed: players see bets and payouts refused.",
    runbook:
      "1. Open Operations and see which type of transaction fails and why.\n2. Look at the error log and at the last deployment of the wallet.\n3. If one game causes it, take that game offline; if the wallet does, announce maintenance.\n4. Resolve with the cause and how many players were hit.",
  },
  {
    name: "payment_failure_spike",
    metric: "payment_failure_rate",
    operator: ">",
    threshold: 1,
    severity: "critical",
    durationSeconds: 300,
    channels: TO_EVERYBODY,
    description: "More than 1 % of the last hour's payments failed: deposits are lost and withdrawals late.",
    runbook:
      "1. Open Operations and compare the failure rate of each payment provider.\n2. Read the status page of the provider at fault and ask its support.\n3. Route its methods to another provider while it lasts.\n4. Resolve with the provider's reference and the amount that failed.",
  },
  {
    name: "high_fraud_activity",
    metric: "fraud_critical_count",
    operator: ">",
    threshold: 10,
    severity: "warning",
    durationSeconds: 600,
    channels: TO_THE_TEAM,
    description:
      "More than ten players were flagged with a risk score above 75 within an hour: an attack, or a rule gone wrong.",
    runbook:
      "1. Open Security and see whether the flags share a type, an affiliate or a country.\n2. Hold withdrawals of the flagged players until they are looked at.\n3. If the flags are wrong, correct the scoring and release the players.\n4. Resolve with what the flags had in common.",
  },
  {
    name: "api_latency_high",
    metric: "api_latency_p99",
    operator: ">",
    threshold: 1000,
    severity: "warning",
    durationSeconds: 300,
    channels: TO_THE_TEAM,
    description: "One request in a hundred takes longer than a second: pages feel slow, and live games time out.",
    runbook:
      "1. Open System and find the slowest endpoints.\n2. Compare with database latency and cache hit rate: the cause is often one of them.\n3. Undo the last deployment if the slowness began with it.\n4. Resolve with the endpoint and the cause.",
  },
  {
    name: "database_slow_queries",
    metric: "database_latency",
    operator: ">",
    threshold: 1000,
    severity: "warning",
    durationSeconds: 600,
    channels: TO_THE_TEAM,
    description: "A trivial query to the platform's database takes longer than a second: everything above it waits.",
    runbook:
      "1. Look for long-running queries and locks.\n2. Look at connections, disk and replication of the database.\n3. End the query that blocks the others, after telling its owner.\n4. Resolve with the query or the resource that ran out.",
  },
  {
    name: "cache_hit_rate_low",
    metric: "cache_hit_rate",
    operator: "<",
    threshold: 80,
    severity: "info",
    durationSeconds: 900,
    channels: ["log"],
    description: "Fewer than four reads in five are answered by the cache: the database does the rest.",
    runbook:
      "1. See whether the cache was restarted or emptied: it then warms up by itself.\n2. Look at evictions: the cache may have become too small.\n3. Resolve with the cause.",
  },
  {
    name: "payment_outage",
    metric: "payment_failure_rate_1m",
    operator: ">",
    threshold: 20,
    severity: "critical",
    durationSeconds: 15,
    channels: TO_EVERYBODY,
    description:
      "More than one payment in five of the last minute failed. payment_failure_spike waits five minutes over an hour's window; an outage must not. The 20 % are ours: far above what one slow provider causes.",
    runbook:
      "1. The alert names the provider that fails most: read its status page and call its support.\n2. Route its methods to another provider, or close deposits by that method.\n3. Tell player support what to answer.\n4. Resolve when payments succeed again, with the provider's reference and the amount that failed.",
  },
];

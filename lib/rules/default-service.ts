import { HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import type { DefaultRule } from "./default-rule";
import { LAST_VALUE } from "./schema";

/** R4: the six of G's alert types wait five minutes between two alerts, where others wait fifteen. */
const SHORT_COOLDOWN = 5;

/** What the platform answers, and how fast: D's API rules, G's two-level thresholds, and silence of the metrics. */
export const SERVICE_RULES: readonly DefaultRule[] = [
  {
    name: "api_error_rate_high",
    metric: "api_error_rate",
    operator: ">",
    threshold: 5,
    severity: "warning",
    critical: 10,
    durationSeconds: 120,
    minimumSample: 50,
    channels: null,
    description:
      "More than one API request in twenty, or in ten, of the last five minutes ended in a server error: players see pages fail. 5 % and 10 % are the required figures. The two minutes are ours: a restart behind the load balancer is over by then. So are the 50 requests: of fewer, two failures would be a breach.",
    runbook:
      "1. Open System and see which endpoints answer with 500 and above.\n2. Look at the last deployment, and undo it if the errors began with it.\n3. Look at what the endpoints need: database, cache, payment providers.\n4. Resolve with the endpoint and the cause.",
  },
  {
    name: "error_rate",
    metric: "operation_error_rate_24h",
    operator: ">",
    threshold: 2,
    severity: "warning",
    critical: 5,
    durationSeconds: 0,
    minimumSample: 1000,
    cooldownMinutes: SHORT_COOLDOWN,
    channels: null,
    description:
      "Of all wallet transactions and payments of the last 24 hours more than 2 %, or 5 %, failed: a slow loss that no rule over an hour sees. Both figures and the window are the required ones. No duration, since a day's window does not twitch. The 1,000 operations are ours: of fewer, an hour of failures on a platform just opened would count as a bad day.",
    runbook:
      "1. Open Operations and Trends: find the hour at which the rate began to rise.\n2. Compare transactions with payments, and providers and brands with each other.\n3. Mend the cause: the rate falls only as the bad hours leave the window.\n4. Resolve with the cause and the share that failed.",
  },
  {
    name: "success_rate",
    metric: "operation_success_rate",
    operator: "<",
    threshold: 95,
    severity: "warning",
    critical: 90,
    durationSeconds: 300,
    minimumSample: 50,
    cooldownMinutes: SHORT_COOLDOWN,
    channels: null,
    description:
      "Fewer than 95 %, or 90 %, of the last hour's wallet transactions and payments succeeded. Both figures are the required ones. The hour, the five minutes and the 50 transactions are ours: as long as the rules over an hour wait, and enough that one failure is not a breach.",
    runbook:
      "1. Open Operations: are transactions failing, or payments?\n2. Read the most frequent failure reasons under Recent failures.\n3. Follow the guidance of transaction_error_rate_high or payment_failure_spike, whichever it is.\n4. Resolve with the cause.",
  },
  {
    name: "response_time",
    metric: "api_response_time_avg",
    operator: ">",
    threshold: 1000,
    severity: "warning",
    critical: 2000,
    durationSeconds: 300,
    cooldownMinutes: SHORT_COOLDOWN,
    channels: null,
    description:
      "An API request of the last hour took more than one second, or two, on average: everything is slow, not just a few pages. Both figures are the required ones. The hour and the five minutes are ours, so that one slow report does not count.",
    runbook:
      "1. Open System and find what grew slow: endpoints, database, cache.\n2. Compare with the request rate: is it load, or a fault?\n3. Add capacity, or undo the change it began with.\n4. Resolve with the cause.",
  },
  {
    name: "critical_error",
    metric: "critical_error_count",
    operator: ">",
    threshold: 0,
    severity: "critical",
    durationSeconds: 0,
    cooldownMinutes: SHORT_COOLDOWN,
    channels: null,
    description:
      "The platform logged an error it calls critical itself. Any one counts, as required. The five minutes of the metric are ours: long enough to be seen by every collection.",
    runbook:
      "1. Open System and read the newest critical errors: message, endpoint, brand.\n2. Hand it to the team that owns the endpoint.\n3. See whether error rates or payments suffer, and follow their guidance if so.\n4. Resolve with the cause; if it was not critical, have its severity corrected where it is logged.",
  },
  {
    name: "sla_breach",
    metric: "api_error_rate",
    operator: ">",
    threshold: 6,
    severity: "warning",
    critical: 14.4,
    condition: { kind: "burn_rate", objective: 99, longMs: HOUR_MS, shortMs: 5 * MINUTE_MS },
    durationSeconds: 0,
    minimumSample: 50,
    channels: null,
    description:
      "The API spends its error budget so fast that the promise to the standard tier will be broken. At most 1.0 % errors is that tier's required figure. 6 and 14.4 times, over an hour and five minutes both, are those of Google's SRE workbook, chapter 5: a tenth and a fiftieth of a month's budget gone within six hours and one.",
    runbook:
      "1. Open System and see since when errors are above what the tier allows.\n2. Treat it as api_error_rate_high: the cause is the same.\n3. Tell the account managers of the brands concerned what was promised and what is left of it.\n4. Resolve with the time the errors lasted: the report needs it.",
  },
  {
    name: "metric_silence",
    metric: "transaction_count",
    operator: ">",
    threshold: 120,
    severity: "critical",
    condition: { kind: "absent" },
    durationSeconds: 60,
    channels: null,
    description:
      "No count of transactions has come for two minutes: Pitboss is blind, and every other rule with it. A count of nothing would come as 0. All figures are ours: two minutes are thirty collections missed at the usual interval (three at a long one), and the silence must be found at two looks a minute apart, so that a restart is not taken for one.",
    runbook:
      "1. Open System: it names the source that cannot be read, and why.\n2. See whether the platform's database answers and platform.transactions is there.\n3. See whether collections run at all: Live says when the last one was.\n4. Resolve with the cause, and look at what happened on the platform meanwhile.",
  },
  {
    name: "system_down",
    metric: "unanswered_service_count",
    operator: ">",
    threshold: 0,
    severity: "critical",
    durationSeconds: 0,
    cooldownMinutes: SHORT_COOLDOWN,
    condition: LAST_VALUE,
    channels: null,
    isActive: false,
    description:
      "A service of the platform did not answer at two polls in a row. Any one counts, as required. Switched off: the services' own health endpoints are not polled, so the metric is not collected yet.",
    runbook:
      "1. See which service does not answer, and since when.\n2. Restart it, or move its traffic away.\n3. Tell player support what players can and cannot do meanwhile.\n4. Resolve with the cause and the length of the outage.",
  },
  {
    name: "slow_queries",
    metric: "slow_query_count",
    operator: ">",
    threshold: 3,
    severity: "warning",
    critical: 10,
    durationSeconds: 0,
    cooldownMinutes: SHORT_COOLDOWN,
    channels: null,
    isActive: false,
    description:
      "More than 3, or 10, queries of the last hour took over a second. 3 and 10 are the required figures; the hour and the second are ours, the latter as database_slow_queries has it. Switched off: no view tells of single queries, so the metric is not collected yet; it counts once something pushes it.",
    runbook:
      "1. List the slowest queries of the database's own statistics.\n2. Look for a missing index, a lock, or a report that belongs on a replica.\n3. End the query that holds others up, after telling its owner.\n4. Resolve with the query and what was done about it.",
  },
  {
    name: "database_pool_exhaustion",
    metric: "database_pool_usage",
    operator: ">=",
    threshold: 90,
    severity: "warning",
    critical: 100,
    durationSeconds: 60,
    channels: null,
    isActive: false,
    description:
      "Nearly all connections of the database pool are in use, or all of them: requests wait for one and then fail. 90 % and 100 % are ours: 85 of 100 counts as healthy where the sources picture it. So is the minute, which a burst does not last. Switched off: the pool is not collected yet.",
    runbook:
      "1. See which service holds the connections, and for how long.\n2. End sessions that are idle in a transaction.\n3. Make the pool larger only if the database has memory for it.\n4. Resolve with what held the connections.",
  },
];

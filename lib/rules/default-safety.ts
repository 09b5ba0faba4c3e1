import type { DefaultRule } from "./default-rule";

/** Players who must be protected, brands that must not see each other, and those who attack or fail the platform. */
export const SAFETY_RULES: readonly DefaultRule[] = [
  {
    name: "brand_isolation_violation",
    metric: "brand_isolation_violation_count",
    operator: ">",
    threshold: 0,
    severity: "critical",
    durationSeconds: 0,
    channels: null,
    description:
      "One brand's data was asked for from within another: a breach of the licence, and of data protection. Critical at the first and at once, as required.",
    runbook:
      "1. Open Security and read the entry: which brand's data, through which endpoint, by whom.\n2. Close the endpoint or withdraw the access.\n3. Find out whether data left the house, and tell the data protection officer.\n4. Resolve with what was seen, by whom, and how it was closed.",
  },
  {
    name: "self_exclusion_breach",
    metric: "self_exclusion_breach_count",
    operator: ">",
    threshold: 0,
    severity: "critical",
    durationSeconds: 0,
    holdSeconds: 3600,
    class: "player_safety",
    channels: null,
    description:
      "A player who had shut himself out has placed a bet. The law forbids to take it, so any one counts, at once. The figures are ours: no threshold but 0 can be right; the hour without another bet before it resolves itself keeps one player's evening one alert.",
    runbook:
      "1. Find the player by his bets after the exclusion began, and end his sessions.\n2. Void the bets and return the stakes.\n3. Find out why the exclusion did not reach the games: brand, cache, second account.\n4. Report it to the compliance officer; the licence sets the time for that.\n5. Resolve with the report's reference.",
  },
  {
    name: "limit_bypass",
    metric: "limit_bypass_count",
    operator: ">",
    threshold: 0,
    severity: "critical",
    durationSeconds: 0,
    holdSeconds: 3600,
    class: "player_safety",
    channels: null,
    isActive: false,
    description:
      "A bet or deposit beyond a player's own limit went through. Any one counts, at once; the figures are ours, as those of self_exclusion_breach. Switched off: the views tell of limits that held, not of those that did not, so the metric is not collected yet.",
    runbook:
      "1. Find the player, the limit and what went beyond it.\n2. Return what was beyond the limit.\n3. Find out why the limit did not hold: currency, brand, two requests at once.\n4. Report it to the compliance officer.\n5. Resolve with the report's reference.",
  },
  {
    name: "authentication_failures",
    metric: "authentication_failure_count",
    operator: ">",
    threshold: 50,
    severity: "warning",
    critical: 200,
    durationSeconds: 0,
    channels: null,
    description:
      "Many sign-ins of players failed within an hour: somebody tries stolen passwords. 50 and 200 are ours: a few an hour are people who forgot theirs, and a list of stolen passwords is tried by the hundred.",
    runbook:
      "1. Open Security and see whether the failures share an address, a country or a brand.\n2. Slow down or block where they come from.\n3. Look for sign-ins that succeeded among them, and lock those accounts.\n4. Resolve with the extent, and the number of accounts locked.",
  },
  {
    name: "rate_limit_violations",
    metric: "rate_limit_violation_count",
    operator: ">",
    threshold: 50,
    severity: "warning",
    critical: 200,
    durationSeconds: 0,
    channels: null,
    description:
      "Many requests of the last hour were refused for coming too fast: a denial of service, or a client gone wrong. 50 and 200 are ours: the same figures as for failed sign-ins, since the same tools cause both.",
    runbook:
      "1. Open Security and see which clients and endpoints it is.\n2. Block the client, or ask its owner to mend it.\n3. If players are hit, raise the limit of that endpoint for a while.\n4. Resolve with the client and its intent.",
  },
  {
    name: "large_data_exports",
    metric: "large_data_export_count",
    operator: ">",
    threshold: 3,
    severity: "warning",
    durationSeconds: 0,
    channels: null,
    description:
      "More than three large exports of data within an hour. The 3 are ours: one or two are a report, more are somebody who takes the data with him.",
    runbook:
      "1. Open Security and see who exported what.\n2. Ask him, and his manager, what for.\n3. Without an answer withdraw the access and keep the log.\n4. Resolve with the purpose.",
  },
  {
    name: "affiliate_degradation",
    metric: "affiliate_performance_score",
    operator: "<",
    threshold: 60,
    severity: "warning",
    critical: 40,
    durationSeconds: 3600,
    channels: null,
    isActive: false,
    description:
      "An affiliate brings far fewer or far worse players than it did. 60 and 40 of 100 and the hour are ours, until scores have been seen. Switched off: the score is not collected yet.",
    runbook:
      "1. Compare the affiliate's registrations and first deposits with the weeks before.\n2. See whether its links and landing pages work.\n3. Ask its manager, and pause payments if the players are not real.\n4. Resolve with what was agreed.",
  },
];

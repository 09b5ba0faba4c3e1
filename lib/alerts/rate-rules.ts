import type { Outcome } from "./schema";

/** At most this share of a rule's judged alerts may be noise: the house's goal. */
export const NOISE_GOAL = 0.02;

/** What people said of one rule's alerts. Shares are in 0…1 of the judged ones, null where nobody judged any. */
export interface RulePrecision {
  rule: string;
  count: number;
  judged: number;
  share_noise: number | null;
  /** 1 − share of noise. */
  precision: number | null;
  meets_goal: boolean | null;
}

/** Each rule's precision, the most noise first; rules nobody judged follow by their number of alerts. */
export function rateRules(alerts: readonly { ruleName: string; outcome: Outcome | null }[]): RulePrecision[] {
  const rules = new Map<string, { count: number; judged: number; noise: number }>();
  for (const { ruleName, outcome } of alerts) {
    const rule = rules.get(ruleName) ?? { count: 0, judged: 0, noise: 0 };
    rule.count += 1;
    if (outcome !== null) rule.judged += 1;
    if (outcome === "noise") rule.noise += 1;
    rules.set(ruleName, rule);
  }
  return [...rules]
    .sort(([nameA, a], [nameB, b]) => b.noise - a.noise || b.count - a.count || (nameA < nameB ? -1 : 1))
    .map(([rule, { count, judged, noise }]) => {
      const share = judged === 0 ? null : noise / judged;
      return {
        rule,
        count,
        judged,
        share_noise: share,
        precision: share === null ? null : 1 - share,
        meets_goal: share === null ? null : share <= NOISE_GOAL,
      };
    });
}

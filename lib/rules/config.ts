import { z } from "zod";
import { RULE_OF_ALERT_TYPE } from "./first-levels";
import { inRisingSeverity } from "./levels";
import type { Rule } from "./schema";

const fraction = z
  .number("expected a share from 0 to 1, such as 0.02")
  .min(0, "expected a share from 0 to 1, such as 0.02")
  .max(1, "expected a share from 0 to 1, such as 0.02");
const amount = z.number("expected a number, such as 1000").min(0, "expected 0 or more, such as 1000");
const levels = <Value extends z.ZodType>(value: Value) =>
  z
    .object({ warning: value.optional(), critical: value.optional() }, 'expected {"warning": …, "critical": …}')
    .optional();

/** The source documents' configuration body; a part may be sent alone. Rates are shares of one, times are milliseconds. */
export const ConfigBody = z.object({
  thresholds: z
    .object(
      {
        errorRate: levels(fraction),
        responseTime: levels(amount),
        successRate: levels(fraction),
        slowQueries: levels(amount),
      },
      'expected thresholds, such as {"errorRate": {"warning": 0.02}}',
    )
    .default({}),
});
export type ConfigBody = z.infer<typeof ConfigBody>;

/** Each name with the shipped rule whose levels it is, and what its number is multiplied by there. */
export const RULE_OF_CONFIG = {
  errorRate: { rule: RULE_OF_ALERT_TYPE.error_rate, factor: 100 },
  responseTime: { rule: RULE_OF_ALERT_TYPE.response_time, factor: 1 },
  successRate: { rule: RULE_OF_ALERT_TYPE.success_rate, factor: 100 },
  slowQueries: { rule: RULE_OF_ALERT_TYPE.slow_queries, factor: 1 },
} as const;
export type ConfigName = keyof typeof RULE_OF_CONFIG;
export const CONFIG_NAMES = ["errorRate", "responseTime", "successRate", "slowQueries"] as const satisfies ConfigName[];

type TwoLevels = Record<"warning" | "critical", number | null>;
export type ConfigWire = { thresholds: Record<ConfigName, TwoLevels> };

/** The configuration as the rules have it now; null where a rule or its level is gone. */
export function configOf(rules: readonly Pick<Rule, "name" | "levels">[]): ConfigWire {
  const of = (name: ConfigName): TwoLevels => {
    const { rule, factor } = RULE_OF_CONFIG[name];
    const found = rules.find((one) => one.name === rule)?.levels ?? [];
    const at = (severity: "warning" | "critical") => {
      const level = found.find((one) => one.severity === severity);
      return level === undefined ? null : rounded(level.threshold / factor);
    };
    return { warning: at("warning"), critical: at("critical") };
  };
  return {
    thresholds: {
      errorRate: of("errorRate"),
      responseTime: of("responseTime"),
      successRate: of("successRate"),
      slowQueries: of("slowQueries"),
    },
  };
}

/** A rule's levels with what was sent for it; a level that was gone comes back. */
export function withThresholds(
  rule: Pick<Rule, "levels">,
  name: ConfigName,
  sent: { warning?: number | undefined; critical?: number | undefined },
): Rule["levels"] {
  const { factor } = RULE_OF_CONFIG[name];
  const changed = (["warning", "critical"] as const).flatMap((severity) => {
    const known = rule.levels.find((level) => level.severity === severity);
    const value = sent[severity];
    if (value === undefined) return known === undefined ? [] : [known];
    const threshold = rounded(value * factor);
    return [known === undefined ? { severity, threshold, recovery: null, durationMs: null } : { ...known, threshold }];
  });
  const others = rule.levels.filter(({ severity }) => severity !== "warning" && severity !== "critical");
  return inRisingSeverity([...changed, ...others]);
}

/** 0.07 × 100 is 7, and not 7.000000000000001. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

import { SEVERITIES, type Severity } from "@/lib/kernel/severity";
import { definitionOf } from "@/lib/metrics/catalogue";
import { OPERATOR_WORDS } from "./conditions";
import { describeDuration, describeReading, listOf } from "./describe";
import { canBreach, canClear, readingRange } from "./reading-range";
import type { Channel, Rule } from "./schema";

export const FINDING_CODES = [
  "never-fires",
  "never-resolves",
  "not-collected",
  "no-series",
  "silent",
  "no-baseline",
  "not-an-error-rate",
  "window-too-short",
  "reaches-nobody",
  "shadow",
  "draft",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Something about a rule that its maker may not have meant. `code` is for programs, `message` for people. */
export interface Finding {
  code: FindingCode;
  message: string;
}

/** What is known of the house around a rule. */
export interface RuleFacts {
  /** Series of its metric that ever had a sample. */
  series: number;
  /** Those the rule selects. */
  selected: number;
  /** The label names that series of the metric have, each set once: `[]`, `["brand", "provider"]`. */
  labelSets: readonly (readonly string[])[];
  /** Of the series it selects; null without one. */
  newestAt: Date | null;
  /** Usual distance of two samples of those series. */
  intervalMs: number;
  /** For each severity of the rule: whom an alert would be told to beside the log, and why the channels asked for cannot. */
  reachable: Partial<Record<Severity, { told: readonly string[]; because: readonly string[] }>>;
}

type Bare = Omit<Rule, "id" | "version" | "isDefault">;
type Check = (rule: Bare, facts: RuleFacts, now: Date) => Finding[];

/** A rule whose newest sample is older than this judges nothing that happens now. */
const SILENT_MS = 15 * 60_000;

const CHECKS: readonly Check[] = [bounds, meaning, collection, reach, mode];

/** What is odd about a rule, in words; empty where all is well. A rule with findings may be saved and is evaluated. */
export function lint(rule: Bare, facts: RuleFacts, now: Date): Finding[] {
  return CHECKS.flatMap((check) => check(rule, facts, now));
}

/** Levels that no value reaches, and those that every value reaches or none leaves again. */
function bounds(rule: Bare): Finding[] {
  const range = readingRange(rule);
  const { operator, levels } = rule;
  return levels.flatMap(({ severity, threshold, recovery }): Finding[] => {
    const limit = `${OPERATOR_WORDS[operator]} ${describeReading(rule, threshold, threshold)}`;
    if (!canBreach(operator, threshold, range))
      return [
        { code: "never-fires", message: `The ${severity} level never fires: no value of ${subject(rule)} ${limit}.` },
      ];
    if (!canClear(operator, recovery ?? threshold, range)) {
      const back =
        recovery === null
          ? `every value of ${subject(rule)} ${limit}`
          : `nothing gets past its recovery value of ${describeReading(rule, recovery, recovery)}`;
      return [{ code: "never-resolves", message: `The ${severity} level never resolves: ${back}.` }];
    }
    return [];
  });
}

function subject({ metric, condition }: Bare): string {
  const words: Record<Rule["condition"]["kind"], string> = {
    threshold: metric,
    change: `the change of ${metric}`,
    absent: `the silence of ${metric}`,
    anomaly: `the anomaly score of ${metric}`,
    burn_rate: `the burn rate of ${metric}`,
  };
  return words[condition.kind];
}

/** Conditions that do not fit the metric or its rhythm. */
function meaning({ condition, metric }: Bare, { intervalMs, selected }: RuleFacts): Finding[] {
  if (condition.kind === "anomaly")
    return [
      {
        code: "no-baseline",
        message: `The baseline of ${metric} is not learned yet: the rule judges nothing until it is.`,
      },
    ];
  const unit = definitionOf(metric)?.unit;
  if (condition.kind === "burn_rate" && unit !== undefined && unit !== "percentage")
    return [
      { code: "not-an-error-rate", message: `A burn rate needs an error rate in %, and ${metric} is a ${unit}.` },
    ];
  const windowMs =
    condition.kind === "burn_rate" ? condition.shortMs : condition.kind === "threshold" ? condition.windowMs : 0;
  if (windowMs === 0 || windowMs > intervalMs || selected === 0) return [];
  const [window, interval] = [describeDuration(windowMs), describeDuration(intervalMs)];
  return [
    { code: "window-too-short", message: `A window of ${window} holds one sample only: they come every ${interval}.` },
  ];
}

/** Whether there is anything to judge. `absent` is made for silence, yet needs a series that once had a sample. */
function collection(rule: Bare, facts: RuleFacts, now: Date): Finding[] {
  const { metric, labels, matchers, condition } = rule;
  const { series, selected, labelSets, newestAt } = facts;
  if (series === 0)
    return [{ code: "not-collected", message: `Never fires for now: ${metric} has never had a sample.` }];
  if (selected === 0) {
    const has = labelSets.slice(0, 4).map(labelWords).join("; with ");
    const asks = labelWords(Object.keys(labels));
    const narrowed = matchers.length === 0 ? "" : " and its matchers";
    return [
      {
        code: "no-series",
        message: `Never fires for now: no series of ${metric} fits. The rule asks for ${asks}${narrowed}; there are series with ${has}.`,
      },
    ];
  }
  const silentMs = newestAt === null ? 0 : now.getTime() - newestAt.getTime();
  if (condition.kind === "absent" || silentMs <= Math.max(SILENT_MS, 3 * facts.intervalMs + rule.latenessMs)) return [];
  return [
    {
      code: "silent",
      message: `Judges nothing at the moment: ${metric} has had no sample for ${describeDuration(wholeMinutes(silentMs))}.`,
    },
  ];
}

function labelWords(names: readonly string[]): string {
  if (names.length === 0) return "no labels";
  return `the ${names.length === 1 ? "label" : "labels"} ${listOf(names)}`;
}

function wholeMinutes(ms: number): number {
  return Math.floor(ms / 60_000) * 60_000;
}

/** A rule that asks for the log alone means it; every other one should reach somebody. */
function reach({ levels, channels, mode: ruleMode }: Bare, { reachable }: RuleFacts): Finding[] {
  if (ruleMode !== "live" || asksForLogOnly(channels)) return [];
  const unreached = SEVERITIES.filter(
    (severity) => levels.some((level) => level.severity === severity) && (reachable[severity]?.told ?? []).length === 0,
  );
  return unreached.map((severity) => {
    const because = reachable[severity]?.because ?? [];
    const why = because.length === 0 ? `${severity} alerts are routed to no other channel` : because.join("; ");
    return {
      code: "reaches-nobody",
      message: `A ${severity} alert reaches nobody but the log: ${why}.`.replace(/^A (?=[aeiou])/, "An "),
    };
  });
}

function asksForLogOnly(channels: readonly Channel[] | null): boolean {
  return channels !== null && channels.length > 0 && channels.every((channel) => channel === "log");
}

function mode({ mode: ruleMode }: Bare): Finding[] {
  if (ruleMode === "shadow")
    return [{ code: "shadow", message: "In shadow: its alerts are recorded, in no list, and told to nobody." }];
  if (ruleMode === "draft") return [{ code: "draft", message: "A draft: it is not evaluated until it is made live." }];
  return [];
}

import type { Labels } from "@/lib/kernel/labels";
import { describeDuration, describeReading } from "./describe";
import { largestGapMs } from "./evaluate";
import { firstLevel, levelOf } from "./levels";
import type { RuleFacts } from "./lint";
import type { Phase, Rule, RuleState } from "./schema";

/** A series the rule selects, with where the rule stands on it; null before its first judgement. */
export interface StandingSeries {
  labels: Labels;
  state: RuleState | null;
  newestAt: Date | null;
  intervalMs: number;
}

/** Gravest news first. */
const ORDER: readonly Phase[] = ["firing", "clearing", "pending", "inactive"];

/** Where a rule stands, as the API writes it. */
export interface Standing {
  /** What the rule does now, and where it is silent, why. */
  sentence: string;
  series: {
    labels: Labels;
    phase: Phase;
    since: string | null;
    last_value: number | null;
    sample_at: string | null;
    cooldown_until: string | null;
    level: string | null;
    alert_id: number | null;
    sentence: string;
  }[];
}

/** Says of a rule and each of its series why it fires or is silent (a silent rule and a broken one look alike otherwise). */
export function standingOf(
  rule: Rule,
  series: readonly StandingSeries[],
  facts: Pick<RuleFacts, "series" | "selected">,
  now: Date,
): Standing {
  const shown = series
    .map((one) => ({ ...toWire(one.state), labels: one.labels, sentence: describeSeries(rule, one, now) }))
    .sort((a, b) => ORDER.indexOf(a.phase) - ORDER.indexOf(b.phase));
  return { sentence: describeRule(rule, series, facts, now), series: shown };
}

function toWire(state: RuleState | null) {
  return {
    phase: state?.phase ?? "inactive",
    since: state?.since?.toISOString() ?? null,
    last_value: state?.lastValue ?? null,
    sample_at: state?.sampleAt?.toISOString() ?? null,
    cooldown_until: state?.cooldownUntil?.toISOString() ?? null,
    level: state?.level ?? null,
    alert_id: state?.alertId ?? null,
  };
}

function describeRule(
  rule: Rule,
  series: readonly StandingSeries[],
  { series: ofMetric, selected }: Pick<RuleFacts, "series" | "selected">,
  now: Date,
): string {
  if (!rule.isActive) return "Silent: the rule is disabled.";
  if (rule.mode === "draft") return "Silent: the rule is a draft and is not evaluated.";
  if (ofMetric === 0) return `Silent: ${rule.metric} has never had a sample.`;
  if (selected === 0) return `Silent: no series of ${rule.metric} fits its labels and matchers.`;
  if (rule.condition.kind === "anomaly") return `Silent: the baseline of ${rule.metric} is not learned yet.`;
  const told = rule.mode === "shadow" ? " It is in shadow: nobody is told." : "";
  const firing = series.filter(({ state }) => state?.level != null).length;
  const all = `${series.length} series`;
  if (firing > 0) return `Firing on ${firing} of ${all}.${told}`;
  const isOf = (word: Kind) => series.filter((one) => kindOf(rule, one, now) === word).length;
  const reasons: [number, string][] = [
    [isOf("cooldown"), "breached and in cooldown after the last alert"],
    [isOf("pending"), "breached, but not yet for its duration"],
    [isOf("stopped"), "without new samples"],
    [isOf("unread"), "without a reading yet"],
    [isOf("clear"), "where the condition is not met"],
  ];
  const words = reasons.filter(([count]) => count > 0).map(([count, why]) => `${count} of ${all} ${why}`);
  return `Silent: ${words.join(", ")}.${told}`;
}

type Kind = "unread" | "stopped" | "firing" | "clearing" | "cooldown" | "pending" | "clear";

function kindOf({ condition }: Rule, { state, newestAt, intervalMs }: StandingSeries, now: Date): Kind {
  if (state?.phase === "firing" || state?.phase === "clearing") return state.phase;
  const silentMs = newestAt === null ? 0 : now.getTime() - newestAt.getTime();
  if (condition.kind !== "absent" && silentMs > 3 * largestGapMs(intervalMs)) return "stopped";
  if (state === null || state.lastValue === null) return "unread";
  if (state.phase === "inactive") return "clear";
  return state.cooldownUntil !== null && now < state.cooldownUntil ? "cooldown" : "pending";
}

function describeSeries(rule: Rule, series: StandingSeries, now: Date): string {
  const { state } = series;
  const value =
    state === null || state.lastValue === null
      ? "no value"
      : describeReading(rule, state.lastValue, limitOf(rule, state));
  switch (kindOf(rule, series, now)) {
    case "firing":
      return `Firing${state?.level == null ? "" : ` as ${state.level}`}: ${value}.`;
    case "clearing":
      return `Clear at ${value} for ${sinceWords(state, now)}; resolves after ${describeDuration(rule.holdMs)} without a gap.`;
    case "cooldown":
      return `Breached at ${value}; raises nothing before its cooldown is over, in ${untilWords(state?.cooldownUntil, now)}.`;
    case "pending":
      return `Breached at ${value} for ${sinceWords(state, now)}; fires after ${describeDuration(shortest(rule))} without a gap.`;
    case "stopped":
      return `No new sample for ${untilWords(now, series.newestAt)}.`;
    case "unread":
      return "No reading yet: it begins with the next sample, or waits for its window, its minimum sample or the earlier period.";
    case "clear":
      return `Clear at ${value}.`;
  }
}

function limitOf(rule: Rule, { level }: RuleState): number {
  return (level === null ? firstLevel(rule) : levelOf(rule, level)).threshold;
}

function shortest(rule: Rule): number {
  return Math.min(...rule.levels.map(({ severity }) => levelOf(rule, severity).durationMs ?? rule.durationMs));
}

function sinceWords(state: RuleState | null, now: Date): string {
  return untilWords(now, state?.since ?? null);
}

/** From `from` to `to`, in whole seconds; nothing where one is missing. */
function untilWords(to: Date | null | undefined, from: Date | null): string {
  return describeDuration(to == null || from === null ? 0 : Math.max(0, to.getTime() - from.getTime()));
}

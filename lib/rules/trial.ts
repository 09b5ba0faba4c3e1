import type { Labels } from "@/lib/kernel/labels";
import { SEVERITIES, type Severity } from "@/lib/kernel/severity";
import { OPERATOR_WORDS } from "./conditions";
import { describeDuration, describeReading, listOf } from "./describe";
import { largestGapMs } from "./evaluate";
import { firstLevel, levelOf } from "./levels";
import { type History, type Reading, readingOf } from "./reading";
import { NO_MEMORY, type Rule } from "./schema";
import { stepLevels } from "./step-levels";

/** What a rule makes of the newest sample of one series, as the API writes it. */
export interface SeriesTrial {
  labels: Labels;
  /** ISO 8601, of the newest sample. */
  sample_at: string;
  /** What is compared with the levels; null where there is nothing to compare. */
  reading: number | null;
  verdict: "breached" | "clear" | "no-reading";
  /** The gravest level whose condition holds; null when none does. */
  level: Severity | null;
  /** In words, with its figures. */
  because: string;
}

interface Tried {
  rule: Rule;
  labels: Labels;
  history: History;
  /** The newest instants, oldest first: one, or as many as N of M looks at. */
  samples: readonly { at: Date; value: number | null }[];
  intervalMs: number;
}

/**
 * Judges the newest sample of a series by the reading and levels that judge it live, without the duration. A series that
 * has stopped has no reading: live, it would not be judged either.
 */
export function trySeries({ rule, labels, history, samples, intervalMs }: Tried, now: Date): SeriesTrial | null {
  const gapMs = largestGapMs(intervalMs);
  const newest = samples.at(-1);
  if (newest === undefined) return null;
  let memory = NO_MEMORY;
  let reading: Reading = { kind: "none", because: "no sample" };
  for (const { at, value } of samples) {
    const atMs = at.getTime();
    reading = readingOf({ rule, history, at: atMs, value, gapMs });
    if (reading.kind === "none") continue;
    const isAfterGap = memory.readAt !== null && atMs - memory.readAt > gapMs;
    memory = stepLevels({ rule, memory, level: null, reading: reading.value, atMs, isAfterGap }).memory;
  }
  const found = { labels, sample_at: newest.at.toISOString() };
  const silentMs = now.getTime() - newest.at.getTime();
  if (rule.condition.kind !== "absent" && silentMs > 3 * gapMs + rule.latenessMs)
    return noReading(found, `no sample for ${describeDuration(silentMs)}`);
  if (reading.kind === "none") return noReading(found, reading.because);
  const { held } = memory;
  const level = SEVERITIES.findLast((severity) => held[severity] !== undefined) ?? null;
  const { threshold } = level === null ? firstLevel(rule) : levelOf(rule, level);
  const because = `${describeReading(rule, reading.value, threshold)} ${comparison(rule, level)}`;
  return { ...found, reading: reading.value, verdict: level === null ? "clear" : "breached", level, because };
}

function noReading(found: Pick<SeriesTrial, "labels" | "sample_at">, because: string): SeriesTrial {
  return { ...found, reading: null, verdict: "no-reading", level: null, because };
}

/** "is above 5 %, critical", or "is not breached: the warning level is above 2 %". */
function comparison(rule: Rule, level: Severity | null): string {
  const { severity, threshold } = level === null ? firstLevel(rule) : levelOf(rule, level);
  const limit = `${OPERATOR_WORDS[rule.operator]} ${describeReading(rule, threshold, threshold)}`;
  const windows = rule.windows === null ? "" : ` in ${rule.windows.least} of ${rule.windows.of} readings`;
  return level === null ? `does not breach: ${severity} ${limit}${windows}` : `${limit}${windows}: ${severity}`;
}

/** The gravest level that any series reaches; null when none does. */
export function gravestOf(trials: readonly SeriesTrial[]): Severity | null {
  return SEVERITIES.findLast((severity) => trials.some(({ level }) => level === severity)) ?? null;
}

/** What the trial says in a sentence or two; a trial never sends anything, and says so. */
export function describeTrial(rule: Rule, trials: readonly SeriesTrial[]): string {
  const breached = trials.filter(({ verdict }) => verdict === "breached");
  if (breached.length === 0) return `No alert: ${whyNone(rule, trials)}. Nothing was sent.`;
  const gravest = gravestOf(breached) ?? firstLevel(rule).severity;
  const heldMs = levelOf(rule, gravest).durationMs ?? rule.durationMs;
  const when = heldMs === 0 ? "would fire now" : `would fire after ${describeDuration(heldMs)} without a gap`;
  const where = trials.length === 1 ? "" : ` on ${breached.length} of ${trials.length} series`;
  return `Breached now${where}, gravest ${gravest}: ${when}${hindrance(rule)}. Nothing was sent.`;
}

function whyNone(rule: Rule, trials: readonly SeriesTrial[]): string {
  if (trials.length === 0) return `no series of ${rule.metric} fits the rule and has a sample`;
  if (trials.some(({ verdict }) => verdict === "clear")) return "condition not met";
  return `nothing to compare, since ${listOf([...new Set(trials.map(({ because }) => because))].slice(0, 3))}`;
}

/** Why a rule that is breached would raise nothing all the same. */
function hindrance({ isActive, mode }: Rule): string {
  if (!isActive) return ", once the rule is enabled";
  if (mode === "draft") return ", once the rule is live";
  return mode === "shadow" ? ", in shadow and told to nobody" : "";
}

import { type Severity, severityRank } from "@/lib/kernel/severity";
import { isBreached } from "./conditions";
import { type Level, type LevelMemory, NO_MEMORY, type Rule } from "./schema";

/** How the levels of a rule stand after one reading. */
export interface LevelStanding {
  memory: LevelMemory;
  /** The gravest level whose condition held for its duration. */
  reached: { severity: Severity; sinceMs: number } | null;
  /** Since when any level's condition holds; null when none does. */
  heldSinceMs: number | null;
  /** The gravest level that an open alert must still stand at, null when all are clear for the hold-off. */
  standing: Severity | null;
  /** Since when the alert's levels are all clear; null while one of them is not. */
  clearSinceMs: number | null;
}

interface Step {
  rule: Rule;
  memory: LevelMemory;
  /** The open alert's level; null when none is open. */
  level: Severity | null;
  reading: number;
  /** Of the sample. */
  atMs: number;
  isAfterGap: boolean;
}

/** Moves every level of a rule by one reading. A level that was reached stays until its recovery threshold is passed. */
export function stepLevels(step: Step): LevelStanding {
  const { rule, level, atMs } = step;
  const memory: LevelMemory = { ...NO_MEMORY, readAt: atMs };
  const standing: LevelStanding = { memory, reached: null, heldSinceMs: null, standing: null, clearSinceMs: null };
  let isAnyOn = false;
  for (const one of rule.levels) {
    const { severity } = one;
    const isOn = level !== null && severityRank(severity) <= severityRank(level);
    if (isHeld(step, one, { isOn, memory })) {
      const since = (step.isAfterGap ? undefined : step.memory.held[severity]) ?? atMs;
      memory.held = { ...memory.held, [severity]: since };
      standing.heldSinceMs = Math.min(standing.heldSinceMs ?? since, since);
      if (isOn) [standing.standing, isAnyOn] = [severity, true];
      if (atMs - since >= (one.durationMs ?? rule.durationMs)) standing.reached = { severity, sinceMs: since };
    } else if (isOn) {
      const since = (step.isAfterGap ? undefined : step.memory.clear[severity]) ?? atMs;
      memory.clear = { ...memory.clear, [severity]: since };
      standing.clearSinceMs = Math.max(standing.clearSinceMs ?? since, since);
      if (atMs - since < rule.holdMs) standing.standing = severity;
    }
  }
  return isAnyOn ? { ...standing, clearSinceMs: null } : standing;
}

/** Whether a level's condition holds with this reading: by its threshold, by its recovery once reached, over N of M. */
function isHeld(
  { rule, memory: before, reading, isAfterGap }: Step,
  { severity, threshold, recovery }: Level,
  { isOn, memory }: { isOn: boolean; memory: LevelMemory },
): boolean {
  const limit = isOn && recovery !== null ? recovery : threshold;
  const isPast = isBreached(rule.operator, reading, limit);
  if (rule.windows === null) return isPast;
  const known = isAfterGap ? "" : (before.outcomes[severity] ?? "");
  const outcomes = `${known}${isPast ? "1" : "0"}`.slice(-rule.windows.of);
  memory.outcomes = { ...memory.outcomes, [severity]: outcomes };
  return outcomes.replaceAll("0", "").length >= rule.windows.least;
}

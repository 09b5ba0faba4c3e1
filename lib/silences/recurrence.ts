import { RRuleTemporal } from "rrule-temporal";
import { parseRecurrence } from "./parse-recurrence";

/** Bounds what one look may cost, whatever the rule: about 20 years of days. */
const MAX_ITERATIONS = 8_000;

/** Why a recurrence cannot be taken, as a sentence that names the part at fault; null when it can. */
export function refuseRecurrence(text: string): string | null {
  const parsed = parseRecurrence(text);
  if (parsed.kind === "refused") return parsed.why;
  return isRead(text) ? null : "not understood, expected an RFC 5545 rule, such as FREQ=WEEKLY;BYDAY=WE";
}

function isRead(text: string): boolean {
  try {
    nextBeginning(text, Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1));
    return true;
  } catch (error) {
    // The library throws plain errors and range errors for what it cannot read; it is asked for nothing else here.
    if (error instanceof Error) return false;
    throw error;
  }
}

/**
 * The beginnings in `[from, to]` of a rule whose first is `first`. All are clock times, written in milliseconds as if the
 * zone were UTC: a change of clocks then neither drops nor moves one.
 */
export function beginningsOf(text: string, first: number, { from, to }: { from: number; to: number }): number[] {
  if (to < from) return [];
  return ruleOf(text, first)
    .between(new Date(from), new Date(to), true)
    .map(({ epochMilliseconds }) => epochMilliseconds);
}

/** The first beginning at or after `from`; null when none comes, or none that a bounded search finds. */
export function nextBeginning(text: string, first: number, from: number): number | null {
  try {
    return ruleOf(text, first).next(new Date(Math.max(from, first)), true)?.epochMilliseconds ?? null;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Maximum iterations")) return null;
    throw error;
  }
}

function ruleOf(text: string, first: number): RRuleTemporal {
  const rruleString = `DTSTART:${basicIso(first)}\nRRULE:${text}`;
  return new RRuleTemporal({ rruleString, maxIterations: MAX_ITERATIONS });
}

/** `20261120T030000Z`, as calendars write it. */
export function basicIso(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replaceAll(/[-:]/g, "")
    .replace(/\.\d{3}/, "");
}

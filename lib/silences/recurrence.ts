import { RRuleTemporal } from "rrule-temporal";

/** What a maintenance window needs, and nothing that could make many occurrences a day. */
const PARTS = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"];
const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const EXAMPLE = "such as FREQ=WEEKLY;BYDAY=WE";
const MAX_LENGTH = 200;
const MAX_NUMBER = 1000;
/** Bounds what one look may cost, whatever the rule: about 20 years of days. */
const MAX_ITERATIONS = 8_000;

/** Why a recurrence cannot be taken, as a sentence; null when it can. */
export function refuseRecurrence(text: string): string | null {
  if (text.length > MAX_LENGTH) return `expected at most ${MAX_LENGTH} characters, ${EXAMPLE}`;
  const parts = text.split(";").map((part) => part.split("="));
  if (parts.some((part) => part.length !== 2)) return `expected parts NAME=value with ; between them, ${EXAMPLE}`;
  const names = parts.map(([name = ""]) => name);
  const unknown = names.find((name) => !PARTS.includes(name));
  if (unknown !== undefined) return `${unknown} is not known here, expected ${PARTS.join(", ")}, ${EXAMPLE}`;
  if (new Set(names).size < names.length) return `expected each part once, ${EXAMPLE}`;
  const given = new Map(parts.map(([name = "", value = ""]) => [name, value]));
  if (!FREQUENCIES.includes(given.get("FREQ") ?? "")) {
    return `FREQ must be one of ${FREQUENCIES.join(", ")}: a window comes at most once a day, ${EXAMPLE}`;
  }
  if (given.has("COUNT") && given.has("UNTIL")) return "expected COUNT or UNTIL, and not both";
  for (const name of ["INTERVAL", "COUNT"]) {
    const value = given.get(name);
    if (value !== undefined && !isNumber(value)) return `${name} must be a whole number from 1 to ${MAX_NUMBER}`;
  }
  const until = given.get("UNTIL");
  if (until !== undefined && !/^\d{8}(T\d{6}Z)?$/.test(until))
    return "UNTIL must be an instant, such as 20261231T000000Z";
  return isRead(text) ? null : `not understood, expected an RFC 5545 rule, ${EXAMPLE}`;
}

function isNumber(text: string): boolean {
  return /^[1-9]\d{0,3}$/.test(text) && Number(text) <= MAX_NUMBER;
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

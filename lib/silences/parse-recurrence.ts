/** What a maintenance window needs of RFC 5545, and nothing that could make many occurrences a day. */
const PARTS = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"] as const;
type Part = (typeof PARTS)[number];
const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
type Frequency = (typeof FREQUENCIES)[number];
export const DAY_CODES = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"] as const;
type DayCode = (typeof DAY_CODES)[number];

const EXAMPLE = "such as FREQ=WEEKLY;BYDAY=WE";
const MAX_LENGTH = 200;
const MAX_NUMBER = 1000;

/** A recurrence by its parts. Lists are empty where a part is not given. */
export interface Recurrence {
  frequency: Frequency;
  interval: number;
  count: number | null;
  /** As written; null for no end, which the year 9999 says too. */
  until: string | null;
  isForEver: boolean;
  /** `nth` null: every one; -1: the last of its month or year. */
  days: readonly { nth: number | null; day: DayCode }[];
  monthDays: readonly number[];
  months: readonly number[];
  positions: readonly number[];
  weekStart: DayCode;
}

export type ParsedRecurrence = { kind: "rule"; rule: Recurrence } | { kind: "refused"; why: string };

/** Reads a recurrence by the grammar and rules of RFC 5545, section 3.3.10; a refusal names the part at fault. */
export function parseRecurrence(text: string): ParsedRecurrence {
  const refused = (why: string): ParsedRecurrence => ({ kind: "refused", why });
  if (text.length > MAX_LENGTH) return refused(`expected at most ${MAX_LENGTH} characters, ${EXAMPLE}`);
  const given = new Map<Part, string>();
  for (const written of text.split(";")) {
    const [name = "", value = "", ...more] = written.split("=");
    if (value === "" || more.length > 0)
      return refused(`"${written}" is no part: expected NAME=value with ; between parts, ${EXAMPLE}`);
    if (/\s/.test(written)) return refused(`${name.trim()} must be written without blanks, ${EXAMPLE}`);
    const part = PARTS.find((one) => one === name);
    if (part === undefined) return refused(`${name} is not known here, expected ${PARTS.join(", ")}, ${EXAMPLE}`);
    if (given.has(part)) return refused(`${part} is given twice, expected each part once, ${EXAMPLE}`);
    given.set(part, value);
  }
  for (const [part, value] of given) {
    const why = FORMS[part](value);
    if (why !== null) return refused(why);
  }
  const frequency = FREQUENCIES.find((one) => one === given.get("FREQ"));
  if (frequency === undefined) return refused(FREQ);
  const rule = ruleOf(frequency, given);
  const why = refuseTogether(rule, given);
  return why === null ? { kind: "rule", rule } : refused(why);
}

const FREQ = `FREQ must be one of ${FREQUENCIES.join(", ")}: a window comes at most once a day, ${EXAMPLE}`;
const BYDAY = "BYDAY must be weekdays, such as MO,WE, or with a number such as 1SU or -1FR";

/** What each part may look like by itself: null, or why not. */
const FORMS: Record<Part, (value: string) => string | null> = {
  FREQ: (value) => (FREQUENCIES.some((one) => one === value) ? null : FREQ),
  INTERVAL: (value) => refuseCount("INTERVAL", value),
  COUNT: (value) => refuseCount("COUNT", value),
  UNTIL: (value) =>
    isInstant(value) ? null : "UNTIL must be an instant or day that exists, such as 20261231T000000Z or 20261231",
  BYDAY: (value) =>
    value.split(",").every((one) => {
      const [, nth, day] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(one) ?? [];
      return DAY_CODES.some((code) => code === day) && (nth === undefined || isWithin(nth, 1, 53, "signed"));
    })
      ? null
      : BYDAY,
  BYMONTHDAY: (value) =>
    refuseNumbers(value, { most: 31, sign: "signed", words: "BYMONTHDAY must be days from 1 to 31, or -1 to -31" }),
  BYMONTH: (value) => refuseNumbers(value, { most: 12, sign: "plain", words: "BYMONTH must be months from 1 to 12" }),
  BYSETPOS: (value) =>
    refuseNumbers(value, { most: 366, sign: "signed", words: "BYSETPOS must be numbers from 1 to 366, or -1 to -366" }),
  WKST: (value) => (DAY_CODES.some((code) => code === value) ? null : "WKST must be a weekday, such as MO"),
};

/** What RFC 5545 forbids of parts together. */
function refuseTogether({ frequency, days }: Recurrence, given: ReadonlyMap<Part, string>): string | null {
  if (given.has("COUNT") && given.has("UNTIL")) return "COUNT or UNTIL, and not both";
  if (days.some(({ nth }) => nth !== null)) {
    if (frequency === "DAILY" || frequency === "WEEKLY")
      return `BYDAY takes a number, such as 1SU, only with FREQ=MONTHLY or FREQ=YEARLY, not with ${frequency}`;
    const isOfMonth = frequency === "MONTHLY" || given.has("BYMONTH");
    if (isOfMonth && days.some(({ nth }) => Math.abs(nth ?? 1) > 5))
      return "BYDAY: a month has at most five of a weekday, such as 5SU or -1FR";
  }
  if (frequency === "WEEKLY" && given.has("BYMONTHDAY")) return "BYMONTHDAY is not allowed with FREQ=WEEKLY";
  const isNarrowed = given.has("BYDAY") || given.has("BYMONTHDAY") || given.has("BYMONTH");
  if (given.has("BYSETPOS") && !isNarrowed)
    return "BYSETPOS needs another BY part to choose from, such as BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1";
  return null;
}

function ruleOf(frequency: Frequency, given: ReadonlyMap<Part, string>): Recurrence {
  const numbers = (part: Part) => (given.get(part)?.split(",") ?? []).map(Number);
  const until = given.get("UNTIL") ?? null;
  const isForEver = until?.startsWith("9999") ?? false;
  return {
    frequency,
    interval: Number(given.get("INTERVAL") ?? 1),
    count: given.has("COUNT") ? Number(given.get("COUNT")) : null,
    until: isForEver ? null : until,
    isForEver,
    days: (given.get("BYDAY")?.split(",") ?? []).flatMap((one) => {
      const day = dayCode(one.slice(-2));
      return day === undefined ? [] : [{ day, nth: one.length > 2 ? Number(one.slice(0, -2)) : null }];
    }),
    monthDays: numbers("BYMONTHDAY"),
    months: numbers("BYMONTH"),
    positions: numbers("BYSETPOS"),
    weekStart: dayCode(given.get("WKST")) ?? "MO",
  };
}

function dayCode(text: string | undefined): DayCode | undefined {
  return DAY_CODES.find((code) => code === text);
}

function refuseCount(part: Part, value: string): string | null {
  return /^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= MAX_NUMBER
    ? null
    : `${part} must be a whole number from 1 to ${MAX_NUMBER}`;
}

function refuseNumbers(
  value: string,
  { most, sign, words }: { most: number; sign: "signed" | "plain"; words: string },
): string | null {
  return value.split(",").every((one) => isWithin(one, 1, most, sign)) ? null : words;
}

function isWithin(text: string, least: number, most: number, sign: "signed" | "plain"): boolean {
  if (!(sign === "signed" ? /^[+-]?\d{1,3}$/ : /^\d{1,3}$/).test(text)) return false;
  const size = Math.abs(Number(text));
  return size >= least && size <= most;
}

/** `20261231`, or `20261231T235959Z`, of the calendar: no 31 June, no 24:00. */
function isInstant(text: string): boolean {
  const [, year = "", month = "", day = "", , hour = "00", minute = "00", second = "00"] =
    /^(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)Z)?$/.exec(text) ?? [];
  if (year === "" || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return false;
  const at = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${year}-${month}-${day}`);
}

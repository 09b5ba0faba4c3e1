import { listOf } from "@/lib/rules/describe";
import { DAY_CODES, type Recurrence } from "./parse-recurrence";

const DAY_NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTH_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const UNITS = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" } as const;
const ORDINALS: Record<string, string> = {
  "1": "first",
  "2": "second",
  "3": "third",
  "4": "fourth",
  "5": "fifth",
  "-1": "last",
  "-2": "second-to-last",
};

/** The first occurrence's day by the wall, which a rule without days recurs on. */
export interface FirstDay {
  /** 0 on Sunday. */
  weekday: number;
  day: number;
  month: number;
}

/**
 * How often a rule recurs, in words that say all of it: `Every Wed`, `Every month on the last weekday of the month`; null where
 * no short sentence does.
 */
export function describeRecurrence(rule: Recurrence, first: FirstDay): string | null {
  const { frequency, interval, days, monthDays, positions, months } = rule;
  if (days.length > 0 && monthDays.length > 0) return null;
  if (months.length > 0 && interval > 1) return null;
  if (positions.length > 0 && frequency !== "MONTHLY") return null;
  switch (frequency) {
    case "DAILY":
      if (interval > 1 && (days.length > 0 || monthDays.length > 0)) return null;
      if (days.length > 0) return `Every ${listOf(namesOf(rule))}${inMonths(rule)}`;
      if (monthDays.length > 0) return withDates(rule, `Every month on ${datesOf(monthDays)}`);
      return `${every(rule)}${inMonths(rule)}`;
    case "WEEKLY": {
      if (interval > 1 && rule.weekStart !== "MO" && days.length > 1) return null;
      const names = listOf(days.length > 0 ? namesOf(rule) : [DAY_NAMES[first.weekday] ?? ""]);
      return `${interval === 1 ? `Every ${names}` : `${every(rule)} on ${names}`}${inMonths(rule)}`;
    }
    case "MONTHLY":
      return monthly(rule, first);
    case "YEARLY":
      return yearly(rule, first);
  }
}

function monthly(rule: Recurrence, first: FirstDay): string | null {
  const { interval, days, monthDays, positions } = rule;
  if (positions.length > 0) {
    const chosen = chosenOf(rule);
    if (chosen === null) return null;
    return `${interval === 1 ? "Every" : `${every(rule)} on the`} ${chosen} of the month${inMonths(rule)}`;
  }
  if (days.length > 0) {
    const names = namesOf(rule);
    if (names.includes("")) return null;
    return `${interval === 1 ? "Every" : `${every(rule)} on every`} ${listOf(names)}${inMonths(rule)}`;
  }
  return withDates(rule, `${every(rule)} on ${datesOf(monthDays.length > 0 ? monthDays : [first.day])}`);
}

/** A year's rule has its days within months that are named, or those of the first occurrence. */
function yearly(rule: Recurrence, first: FirstDay): string | null {
  const { days, monthDays, months } = rule;
  if (months.length === 0 && (days.length > 0 || monthDays.length > 0)) return null;
  if (days.length > 0) {
    const names = namesOf(rule);
    return names.includes("") ? null : `Every year on every ${listOf(names)}${inMonths(rule)}`;
  }
  const named = months.length > 0 ? rule : { ...rule, months: [first.month] };
  return withDates(named, `${every(rule)} on ${datesOf(monthDays.length > 0 ? monthDays : [first.day])}`);
}

function withDates(rule: Recurrence, words: string): string {
  return `${words}${inMonths(rule)}`;
}

function every({ frequency, interval }: Recurrence): string {
  return interval === 1 ? `Every ${UNITS[frequency]}` : `Every ${interval} ${UNITS[frequency]}s`;
}

/** `WE` is Wed, `1SU` the first Sun of its month; empty for a number without a word. */
function namesOf({ days }: Recurrence): string[] {
  return days.map(({ nth, day }) => {
    const name = DAY_NAMES[DAY_CODES.indexOf(day)] ?? "";
    if (nth === null) return name;
    const ordinal = ORDINALS[nth];
    return ordinal === undefined ? "" : `${ordinal} ${name}`;
  });
}

/** `last weekday`, `first Sat or Sun`, `second-to-last day`: one of a set of days of a month. */
function chosenOf({ days, positions, monthDays }: Recurrence): string | null {
  const [position, ...others] = positions;
  const ordinal = position === undefined ? undefined : ORDINALS[position];
  const isPlain = days.length > 0 && days.every(({ nth }) => nth === null);
  if (ordinal === undefined || others.length > 0 || monthDays.length > 0 || !isPlain) return null;
  const set = new Set<string>(days.map(({ day }) => day));
  if (set.size === 7) return `${ordinal} day`;
  if (set.size === 5 && !set.has("SA") && !set.has("SU")) return `${ordinal} weekday`;
  if (set.size === 2 && set.has("SA") && set.has("SU")) return `${ordinal} weekend day`;
  const names = DAY_CODES.flatMap((code, index) => (set.has(code) ? [DAY_NAMES[index] ?? ""] : []));
  return `${ordinal} ${names.length === 1 ? names[0] : listOf(names).replace(" and ", " or ")}`;
}

/** `day 1`, `day 1 and day 15`, `the last day`, `day 2 from the end`; a short month skips what it lacks. */
function datesOf(dates: readonly number[]): string {
  const words = dates.map((date) => {
    if (date > 0) return `day ${date}`;
    return date === -1 ? "the last day" : `day ${-date} from the end`;
  });
  const isLacking = dates.some((date) => Math.abs(date) > 28);
  return `${listOf(words)}${isLacking ? ", where the month has it," : ""}`;
}

function inMonths({ months }: Recurrence): string {
  return months.length === 0 ? "" : ` in ${listOf(months.map((month) => MONTH_NAMES[month - 1] ?? ""))}`;
}

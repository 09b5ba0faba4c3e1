import { DAY_MS, SECOND_MS } from "./time";

/** Nothing longer is a number of seconds or a date. */
const LONGEST_HEADER = 64;
/** More is not told apart. */
const LONGEST_WAIT_MS = DAY_MS;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The three forms of RFC 9110, 5.6.7: IMF-fixdate, RFC 850 with a year of two digits, asctime. */
const DATES = [
  /^\w{3}, (?<day>\d{2}) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^\w{6,9}, (?<day>\d{2})-(?<month>\w{3})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
] as const;

/**
 * Milliseconds that a `Retry-After` asks to wait, from 0 to a day: a whole number of seconds or an HTTP date (RFC 9110,
 * 10.2.3). Null where there is none, or none that can be read, such as `1e9`, `-5` or `soon`.
 */
export function parseRetryAfter(header: string | number | null | undefined, now: Date): number | null {
  const text = String(header ?? "");
  if (text.length > LONGEST_HEADER) return null;
  const asked = text.trim();
  if (/^\d+$/.test(asked)) return Math.min(Number(asked) * SECOND_MS, LONGEST_WAIT_MS);
  const at = readHttpDate(asked, now);
  return at === null ? null : Math.min(Math.max(0, at - now.getTime()), LONGEST_WAIT_MS);
}

function readHttpDate(text: string, now: Date): number | null {
  const groups = DATES.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return null;
  const { day = "", month = "", year = "", time = "" } = groups;
  const [hour = 0, minute = 0, second = 0] = time.split(":").map(Number);
  const index = MONTHS.indexOf(month);
  const at = new Date(Date.UTC(yearOf(year, now), index, Number(day), hour, minute, second));
  const isReal = at.getUTCDate() === Number(day) && at.getUTCMonth() === index && hour < 24 && minute < 60;
  return isReal && second <= 60 ? at.getTime() : null;
}

/** Two digits that would lie over fifty years ahead mean the century before. */
function yearOf(digits: string, now: Date): number {
  if (digits.length === 4) return Number(digits);
  const current = now.getUTCFullYear();
  const year = current - (current % 100) + Number(digits);
  return year > current + 50 ? year - 100 : year;
}

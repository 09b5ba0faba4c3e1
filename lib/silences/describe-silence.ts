import { describeMatcher } from "@/lib/kernel/matchers";
import { WALL_DAY_MS, wallMs, wallTime, weekday } from "@/lib/kernel/zone";
import { describeDuration, listOf } from "@/lib/rules/describe";
import type { Silence } from "./schema";

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const CODES = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const UNITS = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" } as const;
const ORDINALS: Record<string, string> = { "1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last" };

type Timed = Pick<Silence, "startsAt" | "endsAt" | "recurrence" | "timeZone">;

/** A schedule in words: `Every Wed 02:00 to 03:00 Europe/Malta`, `Once, for 2 h`. */
export function describeSchedule({ startsAt, endsAt, recurrence, timeZone }: Timed): string {
  if (recurrence === null) return `Once, for ${describeDuration(endsAt.getTime() - startsAt.getTime())}`;
  const parts = new Map(recurrence.split(";").map((part) => [part.split("=")[0] ?? "", part.split("=")[1] ?? ""]));
  const length = wallMs(endsAt, timeZone) - wallMs(startsAt, timeZone);
  const clock = `${clockOf(startsAt, timeZone)} to ${clockOf(endsAt, timeZone)}`;
  const hours = length >= WALL_DAY_MS ? `${clockOf(startsAt, timeZone)} for ${describeDuration(length)}` : clock;
  return `${frequencyOf(parts, weekday(startsAt, timeZone))} ${hours} ${timeZone}${endOf(parts)}`;
}

/** What a silence is about: `brand = aurora and provider = nordpay, up to critical`. */
export function describeScope({ matchers, maxSeverity }: Pick<Silence, "matchers" | "maxSeverity">): string {
  return `${listOf(matchers.map(describeMatcher))}, up to ${maxSeverity}`;
}

function frequencyOf(parts: ReadonlyMap<string, string>, startDay: number): string {
  const unit = UNITS[frequency(parts.get("FREQ"))];
  const interval = Number(parts.get("INTERVAL") ?? 1);
  const days = (parts.get("BYDAY") ?? "")
    .split(",")
    .filter((day) => day !== "")
    .map(dayInWords);
  const months = parts.has("BYMONTH") ? ` in month ${parts.get("BYMONTH")}` : "";
  const dates = parts.has("BYMONTHDAY") ? ` on day ${parts.get("BYMONTHDAY")}` : "";
  if (unit === "week" || days.length > 0) {
    const named = listOf(days.length > 0 ? days : [WEEKDAYS[startDay] ?? ""]);
    return (interval === 1 ? `Every ${named}` : `Every ${interval} ${unit}s on ${named}`) + dates + months;
  }
  return (interval === 1 ? `Every ${unit}` : `Every ${interval} ${unit}s`) + dates + months;
}

function frequency(text: string | undefined): keyof typeof UNITS {
  return text === "DAILY" || text === "MONTHLY" || text === "YEARLY" ? text : "WEEKLY";
}

/** `WE` is Wed, `1SU` the first Sun of its month. */
function dayInWords(code: string): string {
  const day = WEEKDAYS[CODES.indexOf(code.slice(-2))] ?? code;
  const ordinal = ORDINALS[code.slice(0, -2).replace("+", "")];
  return ordinal === undefined ? day : `${ordinal} ${day}`;
}

function endOf(parts: ReadonlyMap<string, string>): string {
  const count = parts.get("COUNT");
  if (count !== undefined) return `, ${count} times`;
  const until = parts.get("UNTIL");
  return until === undefined ? "" : `, until ${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
}

function clockOf(at: Date, zone: string): string {
  const { hour, minute } = wallTime(at, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

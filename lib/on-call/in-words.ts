import type { Interval } from "@/lib/kernel/time";
import { WEEKDAYS } from "@/lib/kernel/week";
import { localDate, wallTime, weekday } from "@/lib/kernel/zone";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Mon 23 Nov 08:00`, by the wall of `zone`. */
export function wallWords(at: Date, zone: string): string {
  const { day, month } = wallTime(at, zone);
  const name = WEEKDAYS[weekday(at, zone)] ?? "sun";
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${day} ${MONTHS[month - 1]} ${clockWords(at, zone)}`;
}

/** `08:00`. */
export function clockWords(at: Date, zone: string): string {
  const { hour, minute } = wallTime(at, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** `Sat 21 Nov 18:00 to Mon 23 Nov 08:00`, within one day `Sat 21 Nov 18:00 to 20:00`. */
export function intervalWords({ from, to }: Interval, zone: string): string {
  const isOneDay = localDate(from, zone) === localDate(to, zone);
  return `${wallWords(from, zone)} to ${isOneDay ? clockWords(to, zone) : wallWords(to, zone)}`;
}

/** `Nobody is on call for Payments: Sat 21 Nov 18:00 to Mon 23 Nov 08:00, and 4 times more. Times of Europe/Malta.` */
export function gapWords({ name, zone }: { name: string; zone: string }, gaps: readonly Interval[]): string {
  const [first, ...others] = gaps;
  if (first === undefined) return `Somebody is always on call for ${name}.`;
  const more = others.length === 0 ? "" : `, and ${others.length === 1 ? "once" : `${others.length} times`} more`;
  return `Nobody is on call for ${name}: ${intervalWords(first, zone)}${more}. Times of ${zone}.`;
}

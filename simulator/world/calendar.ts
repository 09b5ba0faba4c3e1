import { HOUR_MS } from "@/lib/kernel/time";

/** How busy each hour of the day is (UTC), about 1 on average: quiet before dawn, full in the evening. */
const HOURS = [
  0.92, 0.72, 0.58, 0.5, 0.46, 0.47, 0.52, 0.62, 0.74, 0.84, 0.92, 0.98, 1.04, 1.06, 1.06, 1.1, 1.18, 1.3, 1.44, 1.56,
  1.6, 1.52, 1.34, 1.12,
] as const;
/** Sunday first. */
const WEEKDAYS = [1.1, 0.9, 0.9, 0.94, 0.98, 1.06, 1.16] as const;
/** The epoch was a Thursday. */
const EPOCH_WEEKDAY = 4;
const WEEK_HOURS = 168;

const raw = Array.from({ length: WEEK_HOURS }, (_, hour) => {
  const weekday = (EPOCH_WEEKDAY + Math.floor(hour / 24)) % 7;
  return (HOURS[hour % 24] ?? 1) * (WEEKDAYS[weekday] ?? 1);
});
const mean = raw.reduce((sum, value) => sum + value, 0) / WEEK_HOURS;
const FACTORS = raw.map((value) => value / mean);
/** Business before each hour of the week, in hours of the average. */
const BEFORE = [0];
for (const [hour, factor] of FACTORS.entries()) BEFORE.push((BEFORE[hour] ?? 0) + factor);

/** Hours since the epoch at which an hour begins. */
function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}

/** How busy the platform is, 1 being the average of a week. It steps with the hour, so that its integral is exact. */
export function busyness(ms: number): number {
  return FACTORS[hourOf(ms) % WEEK_HOURS] ?? 1;
}

/** Average seconds of business since the epoch: the integral of `busyness` in seconds. Rises strictly. */
export function volumeAt(ms: number): number {
  const hour = hourOf(ms);
  const week = Math.floor(hour / WEEK_HOURS);
  const within = (ms - hour * HOUR_MS) / HOUR_MS;
  return 3600 * (week * WEEK_HOURS + (BEFORE[hour % WEEK_HOURS] ?? 0) + within * busyness(ms));
}

/** The instant (ms) at which that much business had been done: the inverse of `volumeAt`. */
export function instantOfVolume(volume: number): number {
  const week = Math.floor(volume / 3600 / WEEK_HOURS);
  const left = volume / 3600 - week * WEEK_HOURS;
  const after = BEFORE.findIndex((sum) => sum > left);
  const hour = after === -1 ? WEEK_HOURS - 1 : after - 1;
  const within = (left - (BEFORE[hour] ?? 0)) / (FACTORS[hour] ?? 1);
  return (week * WEEK_HOURS + hour + within) * HOUR_MS;
}

import type { BackTestResult, WouldBeAlert } from "@/lib/replay/schema";
import { listOf } from "@/lib/rules/describe";

/** "woke Mara Lindqvist; slack": people first, by name and whether it would have been at night, else the channels. */
export function reachedWords(reached: WouldBeAlert["reached"]): string {
  const woken = reached.filter(({ at_night: atNight }) => atNight).map(({ name }) => name);
  if (woken.length > 0) return `woke ${listOf(woken)}`;
  return reached.length === 0 ? "nobody" : listOf(reached.map(({ name }) => name));
}

/** Seconds from the first breach to the alert, on average; null of none. */
export function raisedAfter(alerts: BackTestResult["alerts"]): number | null {
  if (alerts.length === 0) return null;
  const sum = alerts.reduce((total, { raised_after_seconds: seconds }) => total + seconds, 0);
  return Math.round(sum / alerts.length);
}

/** How high each day's bar stands and where the mildest level's line is, as shares of the plot; null for a day without one. */
export function scaleDays(
  days: BackTestResult["days"],
  threshold: number,
): { bars: (number | null)[]; limit: number | null } {
  const values = days.flatMap(({ highest }) => (highest === null ? [] : [highest]));
  const top = Math.max(...values, Number.isFinite(threshold) ? threshold : 0, 0) * 1.05;
  if (top <= 0) return { bars: days.map(({ highest }) => (highest === null ? null : 0)), limit: null };
  const share = (value: number) => Math.min(1, Math.max(0, value / top));
  return {
    bars: days.map(({ highest }) => (highest === null ? null : share(highest))),
    limit: Number.isFinite(threshold) ? share(threshold) : null,
  };
}

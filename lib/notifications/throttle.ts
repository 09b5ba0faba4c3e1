import { isAtLeast } from "@/lib/kernel/severity";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { describeDuration } from "@/lib/rules/describe";
import type { Cap, Caps, Telling } from "./house";
import { kindOf } from "./schema";

/** What one recipient gets by a channel at most, where no admin said otherwise. The log, PagerDuty and the webhook are machines. */
export const DEFAULT_CAPS: Caps = {
  email: [
    { count: 10, perMs: 5 * MINUTE_MS },
    { count: 40, perMs: HOUR_MS },
  ],
  slack: [{ count: 20, perMs: MINUTE_MS }],
  push: [
    { count: 5, perMs: MINUTE_MS },
    { count: 20, perMs: 15 * MINUTE_MS },
  ],
  sms: [
    { count: 1, perMs: MINUTE_MS },
    { count: 5, perMs: 15 * MINUTE_MS },
    { count: 40, perMs: DAY_MS },
  ],
};

/** Why something is told whatever the caps say; null where they count. */
export function passesCaps({
  occasion,
  class: kind,
  severity,
  isFirstOfSubsystem,
}: Pick<Telling, "occasion" | "class" | "severity" | "isFirstOfSubsystem">): string | null {
  if (kindOf(occasion) === "acknowledged") return "an acknowledgement is no message more";
  if (kind === "player_safety") return "player safety passes every cap";
  if (isFirstOfSubsystem && isAtLeast(severity, "critical"))
    return "the first critical of its subsystem passes every cap";
  return null;
}

/** When there is room again after `told`, and which cap is full; null where there is room at `now`. */
export function fullUntil(
  caps: readonly Cap[],
  told: readonly Date[],
  now: Date,
): { until: Date; reason: string } | null {
  const full = caps.flatMap((cap) => {
    const within = told.filter((at) => at > addMs(now, -cap.perMs)).sort((a, b) => a.getTime() - b.getTime());
    const leaver = within.at(-cap.count);
    return leaver === undefined
      ? []
      : [{ until: addMs(leaver, cap.perMs), reason: `held by the cap: ${describeCap(cap)}` }];
  });
  return full.sort((a, b) => b.until.getTime() - a.until.getTime())[0] ?? null;
}

/** `at most 5 in 15 min`. */
export function describeCap({ count, perMs }: Cap): string {
  return `at most ${count} in ${describeDuration(perMs)}`;
}

/** How far back the caps look. */
export function longestCapMs(caps: Caps): number {
  return Math.max(
    0,
    ...Object.values(caps)
      .flat()
      .map(({ perMs }) => perMs),
  );
}

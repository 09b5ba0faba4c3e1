import { isAtLeast, type Severity } from "@/lib/kernel/severity";
import { addMs, HOUR_MS } from "@/lib/kernel/time";
import { kindOf, type Occasion } from "./schema";

/** A subsystem that was quiet for so long speaks up past every cap. */
export const SUBSYSTEM_QUIET_MS = HOUR_MS;

/** Whether an occasion could be the first critical of its subsystem; an alert without a subsystem never is. */
export function mayBeFirst(asked: { subsystem: string | undefined; occasion: Occasion; severity: Severity }): boolean {
  const isNews = !["resolved", "acknowledged"].includes(kindOf(asked.occasion));
  return asked.subsystem !== undefined && isNews && isAtLeast(asked.severity, "critical");
}

/** Whether nobody was told of anything critical of the subsystem within the hour; `told` are its messages beside the log. */
export function isFirst(told: readonly { severity: Severity; createdAt: Date }[], now: Date): boolean {
  const since = addMs(now, -SUBSYSTEM_QUIET_MS);
  return !told.some(({ severity, createdAt }) => createdAt > since && isAtLeast(severity, "critical"));
}

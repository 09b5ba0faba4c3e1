import { z } from "zod";
import { Labels } from "@/lib/kernel/labels";
import { Severity } from "@/lib/kernel/severity";
import { addMs, DAY_MS, MINUTE_MS } from "@/lib/kernel/time";

const number = z.number("expected a number, such as 0.07");
const MAX_LABELS = 20;
const MAX_METADATA = 50;
/** How far a clock may be ahead of ours. */
const AHEAD_MS = 5 * MINUTE_MS;

/**
 * An alert that another system raises, in the source documents' words. `type` is theirs (`error_rate`, `response_time`,
 * `success_rate`, `critical_error`, `slow_queries`, `system_down`) or a name of one's own.
 */
export const CustomAlertBody = z.object({
  type: z
    .string('expected a type, such as "system_down"')
    .regex(/^[a-z][a-z0-9_]{0,99}$/, 'expected a type of small letters, digits and _, such as "system_down"'),
  severity: Severity,
  message: z
    .string('expected a text, such as "wallet service does not answer"')
    .trim()
    .min(1, 'expected a text, such as "wallet service does not answer"')
    .max(2000, "expected at most 2000 characters"),
  value: number.nullish(),
  threshold: number.nullish(),
  /** When it happened; left out, now. At most a day ago. */
  timestamp: z.iso.datetime({ offset: true, error: "expected an instant, such as 2026-11-20T09:00:00Z" }).nullish(),
  metadata: z
    .record(z.string(), z.unknown())
    .refine((given) => Object.keys(given).length <= MAX_METADATA, `expected at most ${MAX_METADATA} entries`)
    .default({}),
  brand: z.string('expected the key of a brand, such as "aurora"').min(1).max(100).nullish(),
  labels: Labels.refine(
    (given) => Object.keys(given).length <= MAX_LABELS,
    `expected at most ${MAX_LABELS} labels`,
  ).default({}),
});
export type CustomAlertBody = z.infer<typeof CustomAlertBody>;

/** When a custom alert was triggered, or why that cannot be: what is long past is no alert. */
export function triggeredAtOf(
  { timestamp }: Pick<CustomAlertBody, "timestamp">,
  now: Date,
): { kind: "at"; at: Date } | { kind: "refused"; reason: string } {
  if (timestamp === null || timestamp === undefined) return { kind: "at", at: now };
  const at = new Date(timestamp);
  if (at > addMs(now, AHEAD_MS)) return { kind: "refused", reason: "expected an instant that is not in the future" };
  if (at < addMs(now, -DAY_MS)) return { kind: "refused", reason: "expected an instant of the last 24 hours" };
  return { kind: "at", at: at > now ? now : at };
}

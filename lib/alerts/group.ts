import { z } from "zod";
import type { Labels } from "@/lib/kernel/labels";
import { properName } from "@/lib/kernel/words";

/** What alerts may be grouped by: names that `labelsOf` knows. Severity is not among them, since it changes. */
export const GROUP_LABELS = ["subsystem", "brand", "rule", "metric", "affiliate", "provider", "game", "table"] as const;

const WAIT = "expected whole seconds from 0 to 600, such as 30";
const INTERVAL = "expected whole minutes from 1 to 1440, such as 5";

/** Which labels alerts share to be one group, and how long their notices wait. */
export const Grouping = z.strictObject({
  /** None: alerts are told one by one. */
  keys: z
    .array(z.enum(GROUP_LABELS, `a group is made by labels among ${GROUP_LABELS.join(", ")}`))
    .max(GROUP_LABELS.length)
    .refine((keys) => new Set(keys).size === keys.length, "name each label once, such as subsystem and brand"),
  /** How long the first info or warning waits, so that its siblings come along. */
  wait_seconds: z.number(WAIT).int(WAIT).min(0, WAIT).max(600, WAIT),
  /** Between two notices of one group. */
  interval_minutes: z.number(INTERVAL).int(INTERVAL).min(1, INTERVAL).max(1440, INTERVAL),
});
export type Grouping = z.infer<typeof Grouping>;

export const DEFAULT_GROUPING: Grouping = { keys: ["subsystem", "brand"], wait_seconds: 30, interval_minutes: 5 };

/** Alerts shown and told as one: those of one key that were open together. */
export interface AlertGroup {
  id: number;
  key: string;
  title: string;
  brand: string | null;
  openedAt: Date;
  /** When people, and not only the log, were last told of it. */
  toldAt: Date | null;
  /** The last instant a notice was planned for; past once it went. */
  nextNoticeAt: Date | null;
  closedAt: Date | null;
}

/** `subsystem=payments|brand=aurora`; a label the alert lacks is empty. Null, and no group, where it lacks them all. */
export function groupKeyOf(labels: Labels, keys: readonly string[]): string | null {
  if (!keys.some((key) => labels[key] !== undefined)) return null;
  return keys.map((key) => `${key}=${encodeURIComponent(labels[key] ?? "")}`).join("|");
}

/** Keys that are no word of their own. */
const WORDS: Record<string, string> = { api: "API" };

/** "Payments, Aurora". */
export function groupTitleOf(labels: Labels, keys: readonly string[]): string {
  return keys.flatMap((key) => (labels[key] ? [WORDS[labels[key]] ?? properName(labels[key])] : [])).join(", ");
}

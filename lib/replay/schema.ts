import { z } from "zod";
import { OUTCOMES } from "@/lib/alerts/schema";
import { Labels } from "@/lib/kernel/labels";
import { Severity } from "@/lib/kernel/severity";
import { Channel } from "@/lib/rules/schema";

/** How many days a back-test may look back. */
export const BACK_TEST_DAYS = [7, 30, 90] as const;
export type BackTestDays = (typeof BACK_TEST_DAYS)[number];

export const BACK_TEST_STATUSES = ["queued", "running", "done", "cancelled", "failed"] as const;
export const BackTestStatus = z.enum(BACK_TEST_STATUSES);
export type BackTestStatus = z.infer<typeof BackTestStatus>;

/** Of a result, the newest alerts are kept one by one; all of them are counted. */
export const MAX_ALERTS_KEPT = 500;

const count = z.number().int().nonnegative();

/** One alert that the rule would have raised. */
const WouldBeAlert = z.object({
  from: z.iso.datetime(),
  /** Null while it would still be open at the end of the history. */
  to: z.iso.datetime().nullable(),
  /** As it would have been raised. */
  severity: Severity,
  highest_severity: Severity,
  labels: Labels,
  /** The reading furthest past the threshold while it was open. */
  peak: z.number().nullable(),
  duration_seconds: z.number().nonnegative(),
  /** From the first reading past the threshold until it was raised. */
  raised_after_seconds: z.number().nonnegative(),
  /** Lost against what was to be expected; null for what has no price. `amount` is a decimal text. */
  money: z
    .object({ amount: z.string(), currency: z.string(), confidence: z.enum(["low", "medium", "high"]) })
    .nullable(),
  /** Whom it would have reached at its highest severity, by the settings of now. */
  reached: z.array(z.object({ name: z.string(), channels: z.array(Channel), at_night: z.boolean() })),
  /** What people said of the real alert it overlaps. */
  judged: z.enum(OUTCOMES).nullable(),
  looks_false: z.boolean(),
  /** Over its rule's alerts an hour: told with others then. */
  cap_until: z.iso.datetime().nullable(),
});
export type WouldBeAlert = z.infer<typeof WouldBeAlert>;

/** What a rule would have done over stored history, as the API writes it. */
export const BackTestResult = z.object({
  /** What was judged: `[from, to)`. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Judged, over all series. */
  samples: count,
  series: count,
  /** Computing time. */
  duration_ms: count,
  /** "Would have fired 3 times and woken 2 people once; 1 looks false." */
  sentence: z.string(),
  fired: count,
  /** Newest first, at most 500. */
  alerts: z.array(WouldBeAlert),
  alerts_left_out: count,
  /** Each local day of the span, oldest first: its reading furthest past the threshold, and the gravest alert open then. */
  days: z.array(z.object({ day: z.string(), highest: z.number().nullable(), severity: Severity.nullable() })),
  /** Messages each recipient would have got, those at night (22:00–08:00 where they are) counted apart too. */
  pages: z.array(z.object({ name: z.string(), total: count, night: count })),
  false_looking: count,
  /** Would-be alerts that overlap a real one marked useful, or noise. */
  useful: count,
  noise: count,
  /** Real alerts marked useful that no would-be alert overlaps. */
  missed: count,
  /** useful ÷ (useful + noise), from 0 to 1; null where nothing was marked. */
  precision: z.number().nullable(),
  /** Real useful alerts overlapped ÷ all real useful ones; null where none was marked. */
  recall: z.number().nullable(),
  suppressed_by_cooldown: count,
  over_cap: count,
  /** What a reader must know, as sentences: how far history goes, how dense it is. */
  notes: z.array(z.string()),
});
export type BackTestResult = z.infer<typeof BackTestResult>;

/** A back-test as the API writes it. */
export const BackTestWire = z.object({
  id: z.number().int(),
  /** Null for a rule that is not saved. */
  rule_id: z.number().int().nullable(),
  /** Of the rule as it was tested; null for one that is not saved. */
  rule_version: z.number().int().nullable(),
  rule_name: z.string(),
  days: z.number().int(),
  status: BackTestStatus,
  /** From 0 to 1. */
  progress: z.number(),
  /** Null until it is done. */
  result: BackTestResult.nullable(),
  /** Why it failed, as a sentence. */
  error: z.string().nullable(),
  requested_by: z.string(),
  created_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable(),
  finished_at: z.iso.datetime().nullable(),
});
export type BackTestWire = z.infer<typeof BackTestWire>;

import { z } from "zod";
import { Labels } from "@/lib/kernel/labels";
import { Severity } from "@/lib/kernel/severity";
import type { RuleWire } from "@/lib/rules/wire";

const instant = z.string();

/** `POST /rules/preview`, as far as the page reads it. */
export const PreviewJson = z.object({
  times: z.array(instant),
  matching_series: z.number(),
  lines: z.array(
    z.object({
      labels: Labels,
      values: z.array(z.number().nullable()),
      newest: z.number().nullable(),
      because: z.string().nullable(),
      firings: z.array(z.object({ since: instant, raised_at: instant, until: instant.nullable(), severity: Severity })),
    }),
  ),
  last_week: z.array(z.number().nullable()).nullable(),
  too_short: z
    .object({ severity: Severity, threshold_value: z.number(), from: instant, to: instant, seconds: z.number() })
    .nullable(),
  thresholds: z.array(z.object({ severity: Severity, threshold_value: z.number(), words: z.string() })),
});
export type PreviewJson = z.infer<typeof PreviewJson>;

/** A rule as every answer of the rules' API writes it. */
export interface RuleFoundWire extends RuleWire {
  findings: readonly { code: string; message: string }[];
}

/** `POST /rules/test`, as far as the page reads it. */
export const TrialJson = z.object({
  would_fire: z.boolean(),
  sentence: z.string(),
  told: z.array(z.object({ channel: z.string(), recipient: z.string(), decision: z.string(), reason: z.string() })),
  findings: z.array(z.object({ code: z.string(), message: z.string() })),
});
export type TrialJson = z.infer<typeof TrialJson>;

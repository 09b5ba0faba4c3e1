import { z } from "zod";
import { Labels } from "@/lib/kernel/labels";

export const SUBSYSTEMS = ["transactions", "payments", "fraud_detection", "api", "database", "cache"] as const;
export type Subsystem = (typeof SUBSYSTEMS)[number];

/** One measured value of one series at one instant. A ratio with an empty denominator is no sample, never 0 or NaN. */
export const Sample = z.object({
  metric: z.string().min(1).max(100),
  labels: Labels,
  at: z.date(),
  value: z.number(),
});
export type Sample = z.infer<typeof Sample>;

/** A metric with its labels, as the database numbers it. */
export interface Series {
  id: number;
  metric: string;
  labels: Labels;
}

/** A sample whose series is known: what rules are evaluated over. */
export interface SeriesSample {
  series: Series;
  at: Date;
  value: number;
}

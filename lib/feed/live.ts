import { z } from "zod";
import { AlertJson } from "@/lib/alerts/read-wire";
import { HEALTH_STATES } from "@/lib/health/schema";
import { SEVERITIES, Severity } from "@/lib/kernel/severity";
import { Operator } from "@/lib/rules/schema";
import { FeedEvent } from "./schema";

const Points = z.array(z.number().nullable());

/** One figure of the live page with the hour before it, minute by minute, and the same hour a week ago. */
export const LiveFigure = z.object({
  metric: z.string(),
  value: z.number().nullable(),
  /** When the value was taken; null before the first. */
  at: z.iso.datetime().nullable(),
  points: Points,
  ghost: Points,
});
export type LiveFigure = z.infer<typeof LiveFigure>;

export const LiveThreshold = z.object({
  metric: z.string(),
  condition: Operator,
  threshold: z.number(),
  severity: Severity,
});

export const LiveService = z.object({
  service: z.string(),
  status: z.string(),
  latency_ms: z.number().nullable(),
  checked_at: z.string().nullable(),
  message: z.string().optional(),
});
export type LiveService = z.infer<typeof LiveService>;

/** Everything the live page shows, at one instant. Money is told in `currency`. */
export const LiveStatus = z.object({
  at: z.iso.datetime(),
  currency: z.string(),
  figures: z.array(LiveFigure),
  thresholds: z.array(LiveThreshold),
  overall: z.enum(HEALTH_STATES),
  /** Each subsystem's state. */
  subsystems: z.record(z.string(), z.enum(HEALTH_STATES)),
  uptime: z.number().nullable(),
  services: z.array(LiveService),
  /** Open ones, gravest first. */
  alerts: z.array(AlertJson),
  /** Raised in the last 24 h, newest first; open ones are among them. */
  recent: z.array(AlertJson),
  tape: z.array(z.enum(["well", "unknown", ...SEVERITIES])),
  rules: z.object({ active: z.number(), evaluatedAt: z.iso.datetime().nullable() }),
  /** The newest events the viewer may see, newest first. */
  feed: z.array(FeedEvent),
  /** Payment failures of each minute over 3 h. */
  chart: z.object({ times: z.array(z.number()), values: Points, ghost: Points }),
});
export type LiveStatus = z.infer<typeof LiveStatus>;

/** In the order of the tiles. */
export const LIVE_METRICS = [
  "payment_failure_rate",
  "api_latency_p99",
  "database_latency",
  "fraud_critical_count",
  "active_players",
  "transaction_volume",
] as const;

/** What the chart explains the first tile with. */
export const CHART_METRIC = "payment_failure_rate_1m";

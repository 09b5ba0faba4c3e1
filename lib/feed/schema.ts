import { z } from "zod";
import { Severity } from "@/lib/kernel/severity";

export const FEED_TOPICS = [
  "health",
  "performance",
  "alerts",
  "business",
  "games",
  "personas",
  "audit",
  "system",
  "debug",
] as const;
export const FeedTopic = z.enum(FEED_TOPICS);
export type FeedTopic = z.infer<typeof FeedTopic>;

/** One event of the live feed as it goes over the wire; `id` is the number a client resumes from. */
export const FeedEvent = z.object({
  id: z.number().int(),
  topic: FeedTopic,
  /** SSE event name: `health:update`, `alert:new`, `alert:update` …. */
  event: z.string(),
  /** What happened, finer than the topic: `metrics/collected`, `alert/triggered`. */
  type: z.string(),
  at: z.iso.datetime(),
  severity: Severity.optional(),
  brand: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});
export type FeedEvent = z.infer<typeof FeedEvent>;

/** A feed event before it has a number. */
export type NewFeedEvent = Omit<FeedEvent, "id" | "at">;

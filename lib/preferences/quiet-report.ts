import { z } from "zod";
import { Severity } from "@/lib/kernel/severity";

/** An alert that quiet hours held from somebody, as it is now. */
export const HeldAlert = z.object({
  alert_id: z.number(),
  title: z.string(),
  severity: Severity,
  status: z.string(),
  held_at: z.string(),
  resolved_at: z.string().nullable(),
  taken_by: z.string().nullable(),
  /** Channels that hold it, or told it in the end. */
  channels: z.array(z.string()),
});
export type HeldAlert = z.infer<typeof HeldAlert>;

/** What is held for the next digest, and what the last one told. */
export const DigestWire = z.object({
  held: z.array(HeldAlert),
  /** When the next digest leaves; null while nothing is held. */
  leaves_at: z.string().nullable(),
  /** What it would say now; null while nothing is held, or when nothing burns any more and nothing is sent. */
  preview: z.string().nullable(),
  last: z.object({ at: z.string(), channels: z.array(z.string()), alerts: z.array(HeldAlert) }).nullable(),
});
export type DigestWire = z.infer<typeof DigestWire>;

/** While somebody was quiet: null when nothing was held that they have not seen, or their quiet hours run. */
export const QuietReport = z
  .object({
    /** Hand it back to say that all of it was seen. */
    until: z.string(),
    alerts: z.array(HeldAlert),
  })
  .nullable();
export type QuietReport = z.infer<typeof QuietReport>;

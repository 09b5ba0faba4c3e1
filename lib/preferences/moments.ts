import { z } from "zod";

/** What would reach somebody at a moment of the night, in sentences, and why each other channel stays silent. */
export const MomentsWire = z.object({
  at: z.string(),
  zone: z.string(),
  critical: z.string(),
  warning: z.string(),
  not_by: z.array(z.object({ channel: z.string(), reason: z.string() })),
});
export type MomentsWire = z.infer<typeof MomentsWire>;

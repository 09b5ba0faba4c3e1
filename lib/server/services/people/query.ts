import "server-only";
import { z } from "zod";
import { OUTCOME_KINDS } from "@/lib/notifications/outcome";
import { CHANNELS } from "@/lib/rules/schema";

const whole = (least: number, most: number, example: number) => {
  const words = `expected a whole number from ${least} to ${most}, such as ${example}`;
  return z.coerce.number(words).int(words).min(least, words).max(most, words);
};

/** Which decisions about a person are asked for; the whole of the last 30 days where nothing is said. */
export const TellingsQuery = z.object({
  days: whole(1, 365, 30).default(30),
  outcome: z.enum(OUTCOME_KINDS, `expected one of ${OUTCOME_KINDS.join(", ")}`).optional(),
  channel: z.enum(CHANNELS, `expected one of ${CHANNELS.join(", ")}`).optional(),
  limit: whole(1, 200, 50).default(50),
  offset: whole(0, 1_000_000, 0).default(0),
});
export type TellingsQuery = z.infer<typeof TellingsQuery>;

import { z } from "zod";
import { SILENCE_STATES } from "./schema";

/** `GET /silences`: all that are not long over, or those of one state. */
export const SilencesQuery = z.object({
  state: z.enum(SILENCE_STATES, `expected one of ${SILENCE_STATES.join(", ")}`).optional(),
});

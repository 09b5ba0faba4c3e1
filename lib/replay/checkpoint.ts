import { z } from "zod";
import { FindingsState } from "./findings";
import { ReplayState } from "./replay";

/** How far a back-test came: what a restart goes on from. Instants are milliseconds since the epoch. */
export const Checkpoint = z.object({
  /** What is judged: `[from, to)`. */
  from: z.number(),
  to: z.number(),
  /** Judged up to here. */
  at: z.number(),
  /** Length of the next chunk: as many samples as are read and judged at once. */
  stepMs: z.number(),
  /** Computing time so far. */
  durationMs: z.number(),
  /** Days (UTC) whose samples lie further apart than live, with that distance: the largest of them. */
  thinned: z.object({ until: z.number(), spacingMs: z.number() }).nullable(),
  replay: ReplayState,
  findings: FindingsState,
});
export type Checkpoint = z.infer<typeof Checkpoint>;

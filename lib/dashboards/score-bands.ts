import { z } from "zod";

/** Fraud scores by how grave they are (D3). */
export const ScoreBand = z.enum(["critical", "high", "medium", "low"]);
export type ScoreBand = z.infer<typeof ScoreBand>;

/** Each band lies above its floor: exactly 75 is high, exactly 50 medium, exactly 20 low, as is all else. */
export const SCORE_BANDS = [
  { band: "critical", above: 75 },
  { band: "high", above: 50 },
  { band: "medium", above: 20 },
] as const satisfies readonly { band: ScoreBand; above: number }[];

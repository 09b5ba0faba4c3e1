import { type Drill, standingOfDrill } from "./drill";

/** A drill as its person and admins see it at `now`. */
export function drillToWire(drill: Drill, now: Date) {
  return {
    id: drill.id,
    channel: drill.channel,
    at: drill.at.toISOString(),
    outcome: standingOfDrill(drill, now),
    response: drill.response ?? (standingOfDrill(drill, now) === "failed" ? "no answer within ten minutes" : null),
    seen_at: drill.seenAt?.toISOString() ?? null,
  };
}
export type DrillWire = ReturnType<typeof drillToWire>;

/** How somebody who can be on call was reached the last time. */
export interface Reachability {
  account_id: number;
  name: string;
  drills: DrillWire[];
}

import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { wallTime, weekday } from "@/lib/kernel/zone";
import type { PersonalChannel } from "@/lib/preferences/schema";

/** How long a drill's message may take to its provider's acceptance. */
export const DRILL_LIMIT_MS = 10 * MINUTE_MS;

export const DRILL_OUTCOMES = ["waiting", "reached", "failed"] as const;
export type DrillOutcome = (typeof DRILL_OUTCOMES)[number];

/** A silent test of one way to reach one person. */
export interface Drill {
  id: number;
  accountId: number;
  channel: PersonalChannel;
  at: Date;
  outcome: DrillOutcome;
  /** The provider's word, or why it failed. */
  response: string | null;
  /** When its person looked at a red one. */
  seenAt: Date | null;
}

const WEDNESDAY = 3;
const BEGINS_AT_HOUR = 10;

/** Whether the weekly drill of somebody in `zone` is due: on Wednesdays from 10:00 of their wall, so that a late run catches up. */
export function isDrillTime(zone: string, now: Date): boolean {
  return weekday(now, zone) === WEDNESDAY && wallTime(now, zone).hour >= BEGINS_AT_HOUR;
}

/** What a drill says at `now`: red where the message failed, or was not delivered within ten minutes. */
export function standingOfDrill({ outcome, at }: Pick<Drill, "outcome" | "at">, now: Date): DrillOutcome {
  if (outcome !== "waiting") return outcome;
  return addMs(at, DRILL_LIMIT_MS) <= now ? "failed" : "waiting";
}

/** Of each person and channel the newest drill. */
export function latestDrills(drills: readonly Drill[]): Drill[] {
  const latest = new Map<string, Drill>();
  for (const drill of drills) {
    const key = `${drill.accountId} ${drill.channel}`;
    const known = latest.get(key);
    if (known === undefined || drill.at > known.at) latest.set(key, drill);
  }
  return [...latest.values()];
}

/** What failed to reach somebody the last time and was not looked at: it keeps them from taking over a shift. */
export function unseenRed(drills: readonly Drill[], now: Date): Drill[] {
  return latestDrills(drills).filter((drill) => drill.seenAt === null && standingOfDrill(drill, now) === "failed");
}

import { WEEKDAYS } from "@/lib/kernel/week";
import { minuteOf } from "@/lib/kernel/week-hours";
import { WALL_DAY_MS, weekdayOfDay } from "@/lib/kernel/zone";
import type { Layer } from "./schema";

const DAY_MINUTES = 1_440;
const WEEK_HOURS = 168;

/**
 * Which turns of a layer count. By the wall they repeat with the week: after `masks.length` turns a turn begins at the same time of
 * the same weekday again.
 */
export interface TurnPattern {
  /** Of each turn, the weekdays it has hours on, as bits from Sunday; 0 for a turn that lies in closed hours only. */
  masks: readonly number[];
  /** How many turns that count come before one; a turn that does not count has no place and no person. */
  placeOf(turn: number): number | null;
}

const known = new WeakMap<Layer, TurnPattern>();

/** The pattern of a layer's turns, counted from its first. Without hours every turn counts. */
export function turnPattern(layer: Layer): TurnPattern {
  const found = known.get(layer);
  if (found !== undefined) return found;
  const { turnHours } = layer;
  const turns = WEEK_HOURS / divisorOf(turnHours, WEEK_HOURS);
  const masks = Array.from({ length: turns }, (_, turn) => maskOf(layer, turn));
  const before: number[] = [];
  let open = 0;
  for (const mask of masks) {
    before.push(open);
    if (mask !== 0) open += 1;
  }
  const pattern: TurnPattern = {
    masks,
    placeOf: (turn) => {
      const inWeek = turn % turns;
      return masks[inWeek] === 0 ? null : Math.floor(turn / turns) * open + (before[inWeek] ?? 0);
    },
  };
  known.set(layer, pattern);
  return pattern;
}

/** The weekdays of one turn: those its hours begin on; without hours that of its beginning, and of each day after in a longer one. */
function maskOf({ startsOn, handOffAt, turnHours, hours }: Layer, turn: number): number {
  const first = Math.floor(Date.parse(`${startsOn}T00:00:00Z`) / WALL_DAY_MS);
  const from = minuteOf(handOffAt) + turn * turnHours * 60;
  const to = from + turnHours * 60;
  let mask = 0;
  for (let day = Math.floor(from / DAY_MINUTES) - 1; day * DAY_MINUTES < to; day += 1) {
    const weekday = weekdayOfDay(first + day);
    const midnight = day * DAY_MINUTES;
    if (hours === null) {
      if (midnight + DAY_MINUTES > from && midnight + (from % DAY_MINUTES) < to) mask |= 1 << weekday;
    } else if (hours.days.includes(WEEKDAYS[weekday] ?? "sun")) {
      const [begins, ends] = [minuteOf(hours.from), minuteOf(hours.to)];
      const end = midnight + ends + (ends > begins ? 0 : DAY_MINUTES);
      if (midnight + begins < to && end > from) mask |= 1 << weekday;
    }
  }
  return mask;
}

function divisorOf(one: number, other: number): number {
  return other === 0 ? one : divisorOf(other, one % other);
}

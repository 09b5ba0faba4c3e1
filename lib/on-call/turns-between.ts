import type { Interval } from "@/lib/kernel/time";
import { instantAt, WALL_DAY_MS, wallMs } from "@/lib/kernel/zone";
import { openHours } from "./open-hours";
import type { Layer, Rotation, Shift } from "./schema";
import { turnPattern } from "./turn-pattern";

/**
 * The shifts of one layer that touch `[from, to)`, whole and in order, as if there were no overrides. Turns follow the wall of
 * the rotation's zone: a turn of 24 hours begins at the same time of day all year, and is 23 or 25 hours long when the clocks
 * change. One that lies wholly in a skipped hour does not happen, and one in closed hours is nobody's turn: the next that has open
 * hours is the next person's. Nobody is on call before the layer begins.
 */
export function turnsBetween(rotation: Rotation, layer: Layer, window: Interval): Shift[] {
  return turnsOf(rotation, layer, window)
    .flatMap((turn) => withinHours(rotation, layer, turn))
    .filter((shift) => shift.from < window.to && shift.to > window.from);
}

function turnsOf({ id, zone }: Rotation, layer: Layer, window: Interval) {
  const { name, people, turnHours, startsOn, handOffAt } = layer;
  const { placeOf } = turnPattern(layer);
  const begins = Date.parse(`${startsOn}T${handOffAt}:00Z`);
  const turnMs = turnHours * (WALL_DAY_MS / 24);
  // A change of clocks moves no instant by more than a day against its wall.
  const first = Math.max(0, Math.floor((wallMs(window.from, zone) - WALL_DAY_MS - begins) / turnMs));
  const last = Math.ceil((wallMs(window.to, zone) + WALL_DAY_MS - begins) / turnMs);
  const turns: Shift[] = [];
  let from = instantAt(begins + first * turnMs, zone);
  for (let turn = first; turn < last; turn += 1) {
    const to = instantAt(begins + (turn + 1) * turnMs, zone);
    const place = placeOf(turn);
    const accountId = place === null ? undefined : people[place % people.length];
    if (accountId !== undefined && to > from && to > window.from && from < window.to) {
      turns.push({ rotationId: id, layer: name, accountId, from, to, isOverride: false });
    }
    from = to;
  }
  return turns;
}

function withinHours({ zone }: Rotation, { hours }: Layer, turn: Shift): Shift[] {
  if (hours === null) return [turn];
  return openHours({ hours, zone }, turn)
    .filter(({ from, to }) => from < turn.to && to > turn.from)
    .map(({ from, to }) => ({ ...turn, from: laterOf(from, turn.from), to: earlierOf(to, turn.to) }));
}

function laterOf(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function earlierOf(one: Date, other: Date): Date {
  return one < other ? one : other;
}

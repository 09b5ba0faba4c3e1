import type { RotationWire } from "@/lib/on-call/wire";

type LayerWire = RotationWire["layers"][number];
type Weekday = NonNullable<LayerWire["hours"]>["days"][number];

/** A layer while it is written: numbers are texts, and hours are kept while they are switched off. */
export interface LayerDraft {
  /** For React only. */
  key: number;
  name: string;
  people: readonly number[];
  turnHours: string;
  startsOn: string;
  handOffAt: string;
  isLimited: boolean;
  days: readonly Weekday[];
  from: string;
  to: string;
}

export interface RotationDraft {
  name: string;
  zone: string;
  layers: readonly LayerDraft[];
}

const LAYER_NAMES = ["First", "Second", "Third", "Fourth"];
const WORKING_DAYS = ["mon", "tue", "wed", "thu", "fri"] as const;

/** A layer to begin with: turns of a week from `today`, at all hours. */
export function emptyLayer(key: number, today: string): LayerDraft {
  return {
    key,
    name: LAYER_NAMES[key] ?? `Layer ${key + 1}`,
    people: [],
    turnHours: "168",
    startsOn: today,
    handOffAt: "08:00",
    isLimited: false,
    days: WORKING_DAYS,
    from: "08:00",
    to: "18:00",
  };
}

/** A rotation as the form holds it. */
export function draftOf({ name, time_zone, layers }: RotationWire): RotationDraft {
  return {
    name,
    zone: time_zone,
    layers: layers.map((layer, key) => ({
      key,
      name: layer.name,
      people: layer.people,
      turnHours: String(layer.turn_hours),
      startsOn: layer.starts_on,
      handOffAt: layer.hand_off_at,
      isLimited: layer.hours !== null,
      days: layer.hours?.days ?? WORKING_DAYS,
      from: layer.hours?.from ?? "08:00",
      to: layer.hours?.to ?? "18:00",
    })),
  };
}

/** The draft as the API takes it. */
export function rotationBodyOf({ name, zone, layers }: RotationDraft) {
  return {
    name,
    time_zone: zone,
    layers: layers.map((layer) => ({
      name: layer.name,
      people: layer.people,
      turn_hours: layer.turnHours.trim() === "" ? null : Number(layer.turnHours),
      starts_on: layer.startsOn,
      hand_off_at: layer.handOffAt,
      hours: layer.isLimited ? { days: layer.days, from: layer.from, to: layer.to } : null,
    })),
  };
}

/** The same people with one of them moved up by one place, or taken out. */
export function movedUp(people: readonly number[], place: number): number[] {
  if (place === 0) return [...people];
  const moved = people[place];
  const rest = people.filter((_, at) => at !== place);
  return moved === undefined ? rest : [...rest.slice(0, place - 1), moved, ...rest.slice(place - 1)];
}

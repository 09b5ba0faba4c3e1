import type { Layer, Override, Rotation } from "./schema";

/** A layer of three people who take turns of a day at 08:00, from Monday 16 November 2026. */
export function aLayer(changes: Partial<Layer> = {}): Layer {
  return {
    name: "First",
    people: [1, 2, 3],
    turnHours: 24,
    startsOn: "2026-11-16",
    handOffAt: "08:00",
    hours: null,
    ...changes,
  };
}

export function aRotation(changes: Partial<Rotation> = {}): Rotation {
  return { id: 1, name: "Payments", zone: "Europe/Malta", layers: [aLayer()], version: 1, ...changes };
}

/** Account 9 takes over between two instants, written as ISO 8601. */
export function anOverride(from: string, to: string, changes: Partial<Override> = {}): Override {
  return { id: 1, rotationId: 1, accountId: 9, from: new Date(from), to: new Date(to), reason: null, ...changes };
}

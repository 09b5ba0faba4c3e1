import type { Override, Rotation, Shift } from "./schema";

/** A rotation as the API writes it; what PUT takes back. */
export function rotationToWire({ id, name, zone, layers, version }: Rotation) {
  return {
    id,
    name,
    time_zone: zone,
    layers: layers.map((layer) => ({
      name: layer.name,
      people: layer.people,
      turn_hours: layer.turnHours,
      starts_on: layer.startsOn,
      hand_off_at: layer.handOffAt,
      hours: layer.hours,
    })),
    version,
  };
}
export type RotationWire = ReturnType<typeof rotationToWire>;

export function overrideToWire({ id, rotationId, accountId, from, to, reason }: Override) {
  return {
    id,
    rotation_id: rotationId,
    account_id: accountId,
    from: from.toISOString(),
    to: to.toISOString(),
    reason,
  };
}
export type OverrideWire = ReturnType<typeof overrideToWire>;

/** `names` by account id; who is gone is called by number. */
export function shiftToWire(shift: Shift, names: ReadonlyMap<number, string>) {
  return {
    layer: shift.layer,
    account_id: shift.accountId,
    name: nameOf(shift.accountId, names),
    from: shift.from.toISOString(),
    to: shift.to.toISOString(),
    is_override: shift.isOverride,
  };
}
export type ShiftWire = ReturnType<typeof shiftToWire>;

export function nameOf(accountId: number, names: ReadonlyMap<number, string>): string {
  return names.get(accountId) ?? `account ${accountId}`;
}

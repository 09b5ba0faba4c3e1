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

/** A gap in the API's form, with its words. */
export interface GapWire {
  from: string;
  to: string;
  /** `Sat 21 Nov 18:00 to Mon 23 Nov 08:00`, by the wall of the rotation's zone. */
  words: string;
}

/** Somebody on call now. */
export interface OnCallWire {
  layer: string;
  account_id: number;
  name: string;
  /** When somebody else takes over or the layer is left to nobody; null where that is more than two weeks off. */
  until: string | null;
  /** Who takes over then; null for nobody, and where `until` is null. */
  next: string | null;
}

/** Who is on call by one rotation, and where nobody will be. */
export interface RotationNow {
  id: number;
  name: string;
  time_zone: string;
  on_call: OnCallWire[];
  /** Within the next 14 days. */
  gaps: GapWire[];
  /** The gaps as one sentence; null where there is none. */
  warning: string | null;
  /** What is unfair about its turns, as sentences. */
  findings: string[];
}

/** The shifts of a rotation that touch an interval, whole. */
export interface ShiftsWire {
  rotation_id: number;
  time_zone: string;
  from: string;
  to: string;
  shifts: ShiftWire[];
  gaps: GapWire[];
  overrides: (OverrideWire & { name: string })[];
}

/** What the on-call panel begins with. */
export interface OnCallPage {
  rotations: RotationWire[];
  now: RotationNow[];
  /** This week of the first rotation; null where there is none. */
  shifts: ShiftsWire | null;
  /** Who can be on call. */
  people: { id: number; name: string }[];
  viewer: { accountId: number | null; mayAct: boolean; mayAdmin: boolean };
}

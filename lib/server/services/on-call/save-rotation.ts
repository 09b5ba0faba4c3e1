import "server-only";
import { findRotation, insertRotation, isRotationNameTaken, updateRotation } from "@/db/queries/on-call";
import { AppError } from "@/lib/kernel/errors";
import type { RotationBody } from "@/lib/on-call/body";
import type { Rotation } from "@/lib/on-call/schema";
import { rotationToWire } from "@/lib/on-call/wire";
import type { Context, Unit } from "@/lib/server/context";
import { listCallable } from "./list-callable";

/** @throws AppError `invalid` naming the layer for a person nobody can call; `conflict` for a name that is taken. */
export async function createRotation(ctx: Context, body: RotationBody): Promise<Rotation> {
  return ctx.unit(async (unit) => {
    await refuseUncallable(unit, body);
    const made = await insertRotation(unit.db, settingsOf(body), unit.now());
    if (made === null) throw nameTaken(body.name);
    tellRotation(unit, { action: "rotation/created", before: null, after: made });
    return made;
  });
}

/** @throws AppError `not-found`; `invalid`; `conflict` for a taken name or, with the present one, when somebody was quicker. */
export async function changeRotation(
  ctx: Context,
  { id, body }: { id: number; body: RotationBody },
): Promise<Rotation> {
  return ctx.unit(async (unit) => {
    const before = await existingRotation(unit, id);
    if (body.version !== undefined && body.version !== before.version) throw changedMeanwhile(before);
    await refuseUncallable(unit, body);
    if (await isRotationNameTaken(unit.db, { name: body.name, id })) throw nameTaken(body.name);
    const after = await updateRotation(unit.db, before, { ...settingsOf(body), at: unit.now() });
    if (after === null) throw changedMeanwhile(before);
    tellRotation(unit, { action: "rotation/changed", before, after });
    return after;
  });
}

/** @throws AppError `not-found`. */
export async function existingRotation({ db }: Pick<Context, "db">, id: number): Promise<Rotation> {
  const found = await findRotation(db, id);
  if (found !== null) return found;
  throw new AppError("not-found", `There is no rotation ${id}.`, { field: "id" });
}

interface Told {
  action: `rotation/${string}`;
  before: Rotation | null;
  after: Rotation | null;
}

export function tellRotation(unit: Unit, { action, before, after }: Told): void {
  unit.tell.audit({
    action,
    subject: `rotation:${(after ?? before)?.id}`,
    details: {
      name: (after ?? before)?.name,
      before: before && rotationToWire(before),
      after: after && rotationToWire(after),
    },
  });
}

function settingsOf({ name, time_zone: zone, layers }: RotationBody) {
  return { name, zone, layers };
}

async function refuseUncallable(ctx: Context, { layers }: RotationBody): Promise<void> {
  const callable = new Set((await listCallable(ctx)).map(({ id }) => id));
  layers.forEach(({ name, people }, place) => {
    const unknown = people.find((id) => !callable.has(id));
    if (unknown === undefined) return;
    const field = `layers.${place}.people`;
    const example = [...callable][0];
    const message = `${field}: account ${unknown} of ${name} is gone, or may not act on alerts; expected an operator's id${example === undefined ? "" : `, such as ${example}`}`;
    throw new AppError("invalid", message, { field });
  });
}

function nameTaken(name: string): AppError {
  return new AppError(
    "conflict",
    `There is a rotation named ${name} already: choose another name, such as ${name} 2.`,
    {
      field: "name",
    },
  );
}

function changedMeanwhile(present: Rotation): AppError {
  const message = `${present.name} was changed meanwhile and is version ${present.version} now: look at it again.`;
  return new AppError("conflict", message, { details: { version: present.version, present: rotationToWire(present) } });
}

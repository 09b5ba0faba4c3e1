import "server-only";
import { findMeasure, insertMeasure, isNameTaken, updateMeasure } from "@/db/queries/measures";
import { personOf } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Measure, MeasureSettings } from "@/lib/measures/schema";
import { settingsToWire } from "@/lib/measures/wire";
import type { Context } from "@/lib/server/context";

/** @throws AppError `conflict` for a name that is taken. */
export async function createMeasure(ctx: Context, settings: MeasureSettings): Promise<Measure> {
  return ctx.unit(async (unit) => {
    const made = await insertMeasure(unit.db, { ...settings, changedBy: personOf(unit.actor) }, unit.now());
    if (made === null) throw nameTaken(settings.name);
    unit.tell.audit({
      action: "measure/created",
      subject: `measure:${made.id}`,
      details: { before: null, after: settingsToWire(made) },
    });
    return made;
  });
}

/**
 * Changes all of a measure. Who does cannot approve its next runs.
 * @throws AppError `not-found`; `conflict` for a taken name, or when somebody was quicker.
 */
export async function changeMeasure(
  ctx: Context,
  { id, settings, version }: { id: number; settings: MeasureSettings; version?: number | undefined },
): Promise<Measure> {
  return ctx.unit(async (unit) => {
    const before = await findMeasure(unit.db, id);
    if (before === null) throw noMeasure(id);
    if (version !== undefined && version !== before.version) throw changedMeanwhile(before);
    if (await isNameTaken(unit.db, { name: settings.name, id })) throw nameTaken(settings.name);
    const change = { settings: { ...settings, changedBy: personOf(unit.actor) }, at: unit.now() };
    const after = await updateMeasure(unit.db, before, change);
    if (after === null) throw changedMeanwhile(before);
    unit.tell.audit({
      action: "measure/changed",
      subject: `measure:${id}`,
      details: { before: settingsToWire(before), after: settingsToWire(after) },
    });
    return after;
  });
}

export function noMeasure(id: number): AppError {
  return new AppError("not-found", `There is no protective measure ${id}.`, { field: "id" });
}

function nameTaken(name: string): AppError {
  return new AppError("conflict", `There is a measure named ${name} already: choose another name.`, { field: "name" });
}

function changedMeanwhile({ name, version }: Measure): AppError {
  const message = `${name} was changed meanwhile and is version ${version} now: look at it again.`;
  return new AppError("conflict", message, { details: { version } });
}

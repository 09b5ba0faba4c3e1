import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { findSavedSetting, removeSetting, replaceSetting, type SavedSetting } from "@/db/queries/settings";
import { actorName } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";

/** A setting of the whole house with a default, changed by one admin at a time. */
export interface HouseSetting<Value> {
  key: string;
  schema: z.ZodType<Value>;
  fallback: Value;
  /** Of audit entries: `routing/changed`. */
  noun: string;
  /** As refusals call it. */
  called: string;
}

/** A setting as it is: the default where nobody changed it. */
export type PresentSetting<Value> = { value: Value } & Pick<Partial<SavedSetting<Value>>, "updatedAt" | "updatedBy">;

export async function readHouseSetting<Value>(
  { db }: Pick<Context, "db">,
  { key, schema, fallback }: HouseSetting<Value>,
): Promise<PresentSetting<Value>> {
  return (await findSavedSetting(db, key, schema)) ?? { value: fallback };
}

interface Change<Value> {
  apply: (before: Value) => Value;
  /** The version it was read with; undefined where the caller does not care. */
  readAt: string | null | undefined;
  /** What the refused caller is shown. */
  present: (now: PresentSetting<Value>) => unknown;
}

/**
 * Changes a setting by compare-and-set, with an audit entry of before and after. What changes nothing writes nothing.
 * @throws AppError `conflict` with the present state where somebody else changed it meanwhile.
 */
export async function changeHouseSetting<Value>(
  ctx: Context,
  setting: HouseSetting<Value>,
  { apply, readAt, present }: Change<Value>,
): Promise<PresentSetting<Value>> {
  return ctx.unit(async (unit) => {
    const before = await readHouseSetting(unit, setting);
    const version = before.updatedAt?.toISOString() ?? null;
    if (readAt !== undefined && readAt !== version) throw conflict(setting, { ...before, shown: present(before) });
    const after = setting.schema.parse(apply(before.value));
    if (isDeepStrictEqual(after, before.value)) return before;
    const row = { key: setting.key, value: after, updatedBy: actorName(unit.actor), updatedAt: unit.now() };
    if (!(await replaceSetting(unit.db, row, before.updatedAt ?? null)))
      throw conflict(setting, { shown: present(await readHouseSetting(unit, setting)) });
    const details = { before: before.value, after };
    unit.tell.audit({ action: `${setting.noun}/changed`, subject: `setting:${setting.noun}`, details });
    return { value: after, updatedAt: row.updatedAt, updatedBy: row.updatedBy };
  });
}

/** The default again, with an audit entry; nothing where it is the default already. */
export async function resetHouseSetting<Value>(ctx: Context, setting: HouseSetting<Value>): Promise<void> {
  await ctx.unit(async (unit) => {
    const before = await readHouseSetting(unit, setting);
    if (before.updatedAt === undefined) return;
    await removeSetting(unit.db, setting.key);
    const details = { before: before.value, after: setting.fallback };
    unit.tell.audit({ action: `${setting.noun}/reset`, subject: `setting:${setting.noun}`, details });
  });
}

function conflict(
  { called }: Pick<HouseSetting<unknown>, "called">,
  { updatedBy = "somebody", shown }: { updatedBy?: string | undefined; shown: unknown },
): AppError {
  const sentence = `${updatedBy} changed ${called} meanwhile: look at what is there now, then change it again.`;
  return new AppError("conflict", sentence, { field: "updated_at", details: { present: shown } });
}

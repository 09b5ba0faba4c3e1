import "server-only";
import { eq } from "drizzle-orm";
import { findInhibition, toInhibition, toInhibitionRow } from "@/db/queries/inhibitions";
import { inhibitions } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import { type Inhibition, type InhibitionWire, inhibitionToWire, type NewInhibition } from "@/lib/alerts/inhibition";
import { AppError } from "@/lib/kernel/errors";
import type { Context, Unit } from "@/lib/server/context";
import { releaseMuted } from "@/lib/server/services/silences/release";

/** Makes an inhibition; what it hides is hidden at once. @throws AppError `conflict` when the name is taken. */
export async function createInhibition(ctx: Context, given: NewInhibition): Promise<InhibitionWire> {
  const made = await ctx.unit(async (unit) => {
    const now = unit.now();
    const row = { ...toInhibitionRow(given), createdBy: actorName(unit.actor), createdAt: now, updatedAt: now };
    const [inserted] = await unit.db.insert(inhibitions).values(row).onConflictDoNothing().returning();
    if (inserted === undefined) throw nameTaken(given.name);
    const after = toInhibition(inserted);
    tellInhibition(unit, { action: "inhibition/created", before: null, after });
    return after;
  });
  await releaseMuted(ctx);
  return inhibitionToWire(made);
}

/** @throws AppError `not-found`, or `conflict` when another has the name. */
export async function changeInhibition(
  ctx: Context,
  { id, given }: { id: number; given: NewInhibition },
): Promise<InhibitionWire> {
  const changed = await ctx.unit(async (unit) => {
    const before = await existing(unit, id);
    const namesake = await unit.db
      .select({ id: inhibitions.id })
      .from(inhibitions)
      .where(eq(inhibitions.name, given.name));
    if (namesake.some((one) => one.id !== id)) throw nameTaken(given.name);
    const values = { ...toInhibitionRow(given), updatedAt: unit.now() };
    const [row] = await unit.db.update(inhibitions).set(values).where(eq(inhibitions.id, id)).returning();
    if (row === undefined) throw notFound(id);
    const after = toInhibition(row);
    tellInhibition(unit, { action: "inhibition/changed", before, after });
    return after;
  });
  await releaseMuted(ctx);
  return inhibitionToWire(changed);
}

/** What it hid and still burns is told at once. @throws AppError `not-found`. */
export async function deleteInhibition(ctx: Context, id: number): Promise<InhibitionWire> {
  const deleted = await ctx.unit(async (unit) => {
    const before = await existing(unit, id);
    await unit.db.delete(inhibitions).where(eq(inhibitions.id, id));
    tellInhibition(unit, { action: "inhibition/deleted", before, after: null });
    return before;
  });
  await releaseMuted(ctx);
  return inhibitionToWire(deleted);
}

async function existing(unit: Unit, id: number): Promise<Inhibition> {
  const found = await findInhibition(unit.db, id);
  if (found === null) throw notFound(id);
  return found;
}

interface Told {
  action: `inhibition/${string}`;
  before: Inhibition | null;
  after: Inhibition | null;
}

function tellInhibition(unit: Unit, { action, before, after }: Told): void {
  unit.tell.audit({
    action,
    subject: `inhibition:${(after ?? before)?.id}`,
    details: {
      name: (after ?? before)?.name,
      before: before && inhibitionToWire(before),
      after: after && inhibitionToWire(after),
    },
  });
}

function notFound(id: number): AppError {
  return new AppError("not-found", `There is no inhibition ${id}.`, { field: "id" });
}

function nameTaken(name: string): AppError {
  return new AppError("conflict", `There is an inhibition named "${name}" already: choose another name.`, {
    field: "name",
  });
}

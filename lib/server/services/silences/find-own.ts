import "server-only";
import { eq } from "drizzle-orm";
import { findSilence } from "@/db/queries/silences";
import { silences } from "@/db/schema";
import { isAllowed } from "@/lib/access/permissions";
import { actorName } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context, Unit } from "@/lib/server/context";
import { isMakeable, isReadable } from "@/lib/silences/brands-of";
import { stateOf } from "@/lib/silences/covers";
import type { Silence } from "@/lib/silences/schema";

/** @throws AppError `not-found`, also for one the caller may not see. */
export async function readableSilence(ctx: Context, id: number): Promise<Silence> {
  const silence = await findSilence(ctx.db, id);
  if (silence === null || !isReadable(silence, ctx.scope)) {
    throw new AppError("not-found", `There is no silence ${id}.`, { field: "id" });
  }
  return silence;
}

/**
 * A silence the caller may change, locked until the unit ends: its own, or any for an admin.
 * @throws AppError `not-found`, `forbidden`, or `conflict` when it is over or has changed since `version` was read.
 */
export async function changeableSilence(
  unit: Unit,
  { id, version }: { id: number; version?: number | undefined },
): Promise<Silence> {
  await unit.db.select({ id: silences.id }).from(silences).where(eq(silences.id, id)).for("update");
  const silence = await readableSilence(unit, id);
  const isOwn = silence.createdBy === actorName(unit.actor);
  if (!isOwn && !isAllowed(unit.actor, "brands:admin")) {
    throw new AppError("forbidden", `Silence ${id} was made by ${silence.createdBy}: ask them, or an admin.`);
  }
  const state = stateOf(silence, unit.now());
  const details = { state, version: silence.version };
  refuseBeyondScope(unit, silence);
  if (state === "ended") {
    throw new AppError("conflict", `Silence ${id} has ended: make a new one instead.`, { details });
  }
  if (version !== undefined && version !== silence.version) {
    throw new AppError("conflict", `Silence ${id} has changed since: it is at version ${silence.version} now.`, {
      details,
    });
  }
  return silence;
}

/** @throws AppError `forbidden` when it would reach beyond the brands the caller sees. */
export function refuseBeyondScope(ctx: Context, silence: Pick<Silence, "matchers">): void {
  if (isMakeable(silence, ctx.scope) || ctx.scope.brands === "all") return;
  const example = `brand = ${ctx.scope.brands[0] ?? "aurora"}`;
  const words = `matchers: this account may hide alerts of its own brands only: add the matcher "${example}".`;
  throw new AppError("forbidden", words, { field: "matchers" });
}

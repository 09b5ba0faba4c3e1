import "server-only";
import { endOverride, findMaker, findOverride, insertOverride, listOverrides } from "@/db/queries/on-call";
import { describeRefusal, isAllowed } from "@/lib/access/permissions";
import { personOf } from "@/lib/access/schema";
import { AppError, invariant } from "@/lib/kernel/errors";
import type { OverrideBody } from "@/lib/on-call/body";
import { isOwnShift, refuseTimes } from "@/lib/on-call/refuse-override";
import type { Override, Rotation } from "@/lib/on-call/schema";
import { overrideToWire } from "@/lib/on-call/wire";
import type { Context, Unit } from "@/lib/server/context";
import { refuseUnseenRed } from "@/lib/server/services/drills/refuse-unseen-red";
import { ownAccountId } from "@/lib/server/services/preferences/own-account";
import { listCallable } from "./list-callable";
import { existingRotation } from "./save-rotation";

/**
 * Puts somebody into a rotation's first layer for a while. Whoever may act takes over oneself, or hands over a shift of one's
 * own; an admin does either for all.
 * @throws AppError `not-found`; `invalid` for times in the past or an unknown person; `forbidden` for somebody else's shift;
 * `conflict` for taking over while a drill failed to reach oneself and was not looked at.
 */
export async function makeOverride(
  ctx: Context,
  { rotationId, body }: { rotationId: number; body: OverrideBody },
): Promise<Override> {
  const own = ctx.actor.kind === "system" ? null : ownAccountId(ctx);
  const accountId = body.account_id === "me" ? ownAccountId(ctx) : body.account_id;
  const wanted = { accountId, from: body.from ?? ctx.now(), to: body.to, reason: body.reason ?? null };
  const refused = refuseTimes(wanted, ctx.now());
  if (refused !== null) {
    throw new AppError("invalid", `${refused.field}: ${refused.why}`, { field: refused.field });
  }
  return ctx.unit(async (unit) => {
    const rotation = await existingRotation(unit, rotationId);
    await refuseUncallable(unit, accountId);
    if (accountId === own) await refuseUnseenRed(unit, accountId);
    else await refuseForeignShift(unit, { rotation, wanted, own });
    const made = { by: personOf(unit.actor), at: unit.now() };
    const [override] = await insertOverride(unit.db, { rotationId, ...wanted }, made);
    invariant(override !== undefined, "an inserted override is returned");
    tellOverride(unit, { action: "override/made", before: null, after: override, rotation });
    return override;
  });
}

/** Who made it, whom it puts on call and admins may take it back. @throws AppError `not-found`, `forbidden`. */
export async function removeOverride(
  ctx: Context,
  { rotationId, overrideId }: { rotationId: number; overrideId: number },
): Promise<void> {
  await ctx.unit(async (unit) => {
    const rotation = await existingRotation(unit, rotationId);
    const override = await findOverride(unit.db, overrideId);
    if (override === null || override.rotationId !== rotationId || override.to <= unit.now()) {
      throw new AppError("not-found", `${rotation.name} has no override ${overrideId} that is still to end.`);
    }
    const maker = await findMaker(unit.db, overrideId);
    const isOwn = maker === personOf(unit.actor) || override.accountId === ownAccountId(unit);
    if (!isOwn && !isAllowed(unit.actor, "house:admin")) {
      throw new AppError("forbidden", `Only who made it, who is on call by it, or an admin takes an override back.`);
    }
    await endOverride(unit.db, override, unit.now());
    tellOverride(unit, { action: "override/removed", before: override, after: null, rotation });
  });
}

async function refuseUncallable(unit: Unit, accountId: number): Promise<void> {
  const callable = await listCallable(unit);
  if (callable.some(({ id }) => id === accountId)) return;
  const message = `account_id: account ${accountId} is gone, or may not act on alerts; expected an operator's id, or "me"`;
  throw new AppError("invalid", message, { field: "account_id" });
}

async function refuseForeignShift(
  unit: Unit,
  { rotation, wanted, own }: { rotation: Rotation; wanted: Pick<Override, "from" | "to">; own: number | null },
): Promise<void> {
  if (isAllowed(unit.actor, "house:admin")) return;
  const overrides = await listOverrides(unit.db, unit.now());
  if (own !== null && isOwnShift(rotation, overrides, { ...wanted, accountId: own })) return;
  const message = `You are not on call for ${rotation.name} for all of that time: you can hand over your own shift, or take over yourself. ${describeRefusal(unit.actor, "house:admin")}`;
  throw new AppError("forbidden", message, { field: "account_id" });
}

interface Told {
  action: `override/${string}`;
  before: Override | null;
  after: Override | null;
  rotation: Rotation;
}

function tellOverride(unit: Unit, { action, before, after, rotation }: Told): void {
  unit.tell.audit({
    action,
    subject: `rotation:${rotation.id}`,
    details: {
      rotation: rotation.name,
      before: before && overrideToWire(before),
      after: after && overrideToWire(after),
    },
  });
}

import "server-only";
import { listRotations } from "@/db/queries/on-call";
import { isAllowed } from "@/lib/access/permissions";
import { weekOf } from "@/lib/on-call/week-of";
import { type OnCallPage, rotationToWire } from "@/lib/on-call/wire";
import type { Context } from "@/lib/server/context";
import { listCallable } from "./list-callable";
import { readOnCall } from "./read";
import { readShifts } from "./read-shifts";

/** What the on-call panel begins with. */
export async function readOnCallPanel(ctx: Context): Promise<OnCallPage> {
  const [first, ...others] = await listRotations(ctx.db);
  const { rotations: now } = await readOnCall(ctx);
  const { actor } = ctx;
  return {
    rotations: first === undefined ? [] : [first, ...others].map(rotationToWire),
    now,
    shifts: first === undefined ? null : await readShifts(ctx, { id: first.id, ...weekOf(first.zone, 0, ctx.now()) }),
    people: (await listCallable(ctx)).map(({ id, name }) => ({ id, name })),
    viewer: {
      accountId: actor.kind === "account" ? actor.id : null,
      mayAct: isAllowed(actor, "alerts:act"),
      mayAdmin: isAllowed(actor, "house:admin"),
    },
  };
}

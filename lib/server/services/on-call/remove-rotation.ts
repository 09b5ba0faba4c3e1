import "server-only";
import { deleteRotation, listPoliciesOf } from "@/db/queries/on-call";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { existingRotation, tellRotation } from "./save-rotation";

/** @throws AppError `not-found`; `conflict` with the names of the escalation policies that call it. */
export async function removeRotation(ctx: Context, { id }: { id: number }): Promise<void> {
  await ctx.unit(async (unit) => {
    const rotation = await existingRotation(unit, id);
    const policies = await listPoliciesOf(unit.db, id);
    if (policies.length > 0) {
      const message = `${rotation.name} is called by ${policies.join(", ")}: take it out of that policy's steps first.`;
      throw new AppError("conflict", message, { details: { policies } });
    }
    await deleteRotation(unit.db, id);
    tellRotation(unit, { action: "rotation/deleted", before: rotation, after: null });
  });
}

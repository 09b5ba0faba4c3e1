import "server-only";
import { deletePolicy, lockPolicies } from "@/db/queries/escalation";
import type { Context } from "@/lib/server/context";
import { renumber } from "./order-policies";
import { presentOf } from "./save-policy";
import { tellPolicy } from "./tell-policy";

/** Deletes a policy. Alerts that are open keep it until they are resolved. @throws AppError `not-found`, `conflict`. */
export async function removePolicy(
  ctx: Context,
  { id, version }: { id: number; version?: number | undefined },
): Promise<{ id: number; name: string }> {
  return ctx.unit(async (unit) => {
    const all = await lockPolicies(unit.db);
    const before = presentOf(all, { id, version });
    await deletePolicy(unit.db, id);
    await renumber(
      unit,
      all.filter((one) => one.id !== id),
    );
    tellPolicy(unit, { action: "escalation_policy/deleted", before, after: null });
    return { id, name: before.name };
  });
}

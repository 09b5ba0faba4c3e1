import "server-only";
import { lockPolicies, movePolicy } from "@/db/queries/escalation";
import type { StoredPolicy } from "@/lib/escalation/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context, Unit } from "@/lib/server/context";
import { type PolicyRead, readPolicies } from "./read-policies";

/**
 * Decides in which order policies are asked; the first whose matchers an alert meets is its policy.
 * @throws AppError `invalid` where a policy is left out, named twice or unknown.
 */
export async function orderPolicies(ctx: Context, { ids }: { ids: readonly number[] }): Promise<PolicyRead[]> {
  await ctx.unit(async (unit) => {
    const all = await lockPolicies(unit.db);
    const before = all.map(({ id }) => id);
    if (ids.length !== before.length || before.some((id) => !ids.includes(id)))
      throw new AppError("invalid", `ids: expected every policy once, such as [${before.join(", ")}]`, {
        field: "ids",
      });
    if (ids.every((id, index) => id === before[index])) return;
    await renumber(unit, sortedBy(all, ids));
    unit.tell.audit({
      action: "escalation_policies/ordered",
      subject: "escalation_policies",
      details: { before, after: ids },
    });
  });
  return readPolicies(ctx);
}

function sortedBy(all: readonly StoredPolicy[], ids: readonly number[]): StoredPolicy[] {
  return ids.flatMap((id) => all.filter((one) => one.id === id));
}

/** The order with one policy at a place from 1; as it is where none is given. */
export function placeAt(all: readonly StoredPolicy[], id: number, place: number | undefined): readonly StoredPolicy[] {
  if (place === undefined) return all;
  const others = all.filter((one) => one.id !== id);
  return [...others.slice(0, place - 1), ...all.filter((one) => one.id === id), ...others.slice(place - 1)];
}

/** Writes the places of those that have another. */
export async function renumber({ db }: Unit, ordered: readonly StoredPolicy[]): Promise<void> {
  for (const [index, { id, position }] of ordered.entries()) {
    if (position !== index + 1) await movePolicy(db, id, index + 1);
  }
}

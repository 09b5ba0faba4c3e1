import "server-only";
import { insertPolicy, lockPolicies, updatePolicy } from "@/db/queries/escalation";
import { listPeople } from "@/db/queries/notifications";
import { listRotations } from "@/db/queries/on-call";
import type { PolicyBody } from "@/lib/escalation/body";
import { findUnknown } from "@/lib/escalation/find-unknown";
import type { NewPolicy, StoredPolicy } from "@/lib/escalation/schema";
import { policyToWire } from "@/lib/escalation/wire";
import { AppError } from "@/lib/kernel/errors";
import type { Context, Unit } from "@/lib/server/context";
import { placeAt, renumber } from "./order-policies";
import { noPolicy, type PolicyRead, readPolicy } from "./read-policies";
import { tellPolicy } from "./tell-policy";

/** Makes a policy, asked last unless `position` says otherwise. @throws AppError `invalid` by field; `conflict` for its name. */
export async function createPolicy(ctx: Context, { policy, position }: PolicyBody): Promise<PolicyRead> {
  const id = await ctx.unit(async (unit) => {
    await refuseUnknown(unit, policy);
    const all = await lockPolicies(unit.db);
    const made = await insertPolicy(unit.db, policy, { position: all.length + 1, at: unit.now() });
    if (made === null) throw nameTaken(policy.name);
    await renumber(unit, placeAt([...all, made], made.id, position));
    tellPolicy(unit, { action: "escalation_policy/created", before: null, after: made });
    return made.id;
  });
  return readPolicy(ctx, id);
}

/**
 * Changes all of a policy. Alerts that are open keep the policy they began with.
 * @throws AppError `not-found`; `invalid` by field; `conflict` for a taken name, or with the present state and version when it
 * has changed since the version the caller read.
 */
export async function changePolicy(
  ctx: Context,
  { id, body: { policy, version, position } }: { id: number; body: PolicyBody },
): Promise<PolicyRead> {
  await ctx.unit(async (unit) => {
    const all = await lockPolicies(unit.db);
    const before = presentOf(all, { id, version });
    await refuseUnknown(unit, policy);
    if (all.some((one) => one.id !== id && one.name === policy.name)) throw nameTaken(policy.name);
    const after = await updatePolicy(unit.db, before, { ...policy, updatedAt: unit.now() });
    if (after === null) throw changedSince(before);
    await renumber(unit, placeAt(all, id, position));
    tellPolicy(unit, { action: "escalation_policy/changed", before, after });
  });
  return readPolicy(ctx, id);
}

/** The policy that is to be changed. @throws AppError `not-found`, `conflict`. */
export function presentOf(
  all: readonly StoredPolicy[],
  { id, version }: { id: number; version: number | undefined },
): StoredPolicy {
  const present = all.find((one) => one.id === id);
  if (present === undefined) throw noPolicy(id);
  if (version !== undefined && version !== present.version) throw changedSince(present);
  return present;
}

function changedSince(present: StoredPolicy): AppError {
  const { name, version } = present;
  const message = `${name} has changed since: it is version ${version} now. Look at it again.`;
  return new AppError("conflict", message, { field: "version", details: { version, present: policyToWire(present) } });
}

async function refuseUnknown({ db }: Unit, policy: NewPolicy): Promise<void> {
  const known = { people: await listPeople(db), rotations: await listRotations(db) };
  const fault = findUnknown(policy, known);
  if (fault === null) return;
  throw new AppError("invalid", `${fault.field}: ${fault.message}`, { field: fault.field });
}

function nameTaken(name: string): AppError {
  const message = `There is an escalation policy named ${name} already: choose another name.`;
  return new AppError("conflict", message, { field: "name" });
}

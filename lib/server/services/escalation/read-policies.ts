import "server-only";
import { listPolicies } from "@/db/queries/escalation";
import { listOverrides, listRotations } from "@/db/queries/on-call";
import { describePolicy, type Names } from "@/lib/escalation/describe-policy";
import { findFindings, type Surroundings } from "@/lib/escalation/findings";
import type { EscalationPolicy, Kept, StoredPolicy } from "@/lib/escalation/schema";
import { policyToWire } from "@/lib/escalation/wire";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { loadHouse } from "@/lib/server/services/notifications/load-house";
import { lastResort } from "./policy";

/** Every policy in the order they are asked, the built-in one last, each with its words and what is odd about it. */
export async function readPolicies(ctx: Context) {
  const policies = await listPolicies(ctx.db);
  const around = await loadSurroundings(ctx);
  return [...policies, lastResort()].map((policy) => readOf(policy, policies, around, ctx.now()));
}

/** @throws AppError `not-found`. */
export async function readPolicy(ctx: Context, id: number) {
  const policies = await listPolicies(ctx.db);
  const policy = policies.find((one) => one.id === id);
  if (policy === undefined) throw noPolicy(id);
  return readOf(policy, policies, await loadSurroundings(ctx), ctx.now());
}

export type PolicyRead = Awaited<ReturnType<typeof readPolicy>>;

export function noPolicy(id: number): AppError {
  return new AppError("not-found", `There is no escalation policy ${id}.`, { field: "id" });
}

type Around = Omit<Surroundings, "earlier"> & { names: Names };

async function loadSurroundings(ctx: Context): Promise<Around> {
  const house = await loadHouse(ctx);
  const rotations = await listRotations(ctx.db);
  const named = <Noun extends { id: number; name: string }>(all: readonly Noun[]) =>
    new Map(all.map(({ id, name }) => [id, name]));
  const names = { people: named(house.people), rotations: named(rotations) };
  return { house, rotations, overrides: await listOverrides(ctx.db, ctx.now()), names };
}

function readOf(
  policy: EscalationPolicy & Partial<Kept>,
  all: readonly StoredPolicy[],
  { names, ...around }: Around,
  now: Date,
) {
  const earlier = all
    .slice(
      0,
      Math.max(
        0,
        all.findIndex(({ id }) => id === policy.id),
      ),
    )
    .filter((one) => one.isActive);
  const findings = policy.id === null ? [] : findFindings(policy, { ...around, earlier }, now);
  return { ...policyToWire(policy), words: describePolicy(policy, names), findings };
}

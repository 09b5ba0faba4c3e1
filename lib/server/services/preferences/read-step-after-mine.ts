import "server-only";
import { findAccount } from "@/db/queries/accounts";
import { listActivePolicies } from "@/db/queries/escalation";
import { listPeople } from "@/db/queries/notifications";
import { listRotations } from "@/db/queries/on-call";
import { describeTargets } from "@/lib/escalation/describe-policy";
import { findTightestStep } from "@/lib/escalation/find-tightest-step";
import type { Context } from "@/lib/server/context";
import { ownAccountId } from "./own-account";

/** The escalation step that a channel's delay must not outlast, in words. */
export interface StepAfterMine {
  policyId: number | null;
  policyName: string;
  number: number;
  afterMs: number;
  gapMs: number;
  /** `Tomas Berg`, `who is on call for Payments`. */
  tells: string;
}

/** Of the policies in force the step that comes soonest after one that tells the caller; null for none. */
export async function readStepAfterMine(ctx: Context): Promise<StepAfterMine | null> {
  const account = await findAccount(ctx.db, ownAccountId(ctx));
  if (account === null) return null;
  const rotations = await listRotations(ctx.db);
  const who = { accountId: account.id, role: account.role };
  const step = findTightestStep(who, await listActivePolicies(ctx.db), rotations);
  if (step === null) return null;
  const people = new Map((await listPeople(ctx.db)).map(({ id, name }) => [id, name]));
  const tells = describeTargets(step.targets, {
    people,
    rotations: new Map(rotations.map(({ id, name }) => [id, name])),
  });
  const { policy, number, afterMs, gapMs } = step;
  return { policyId: policy.id, policyName: policy.name, number, afterMs, gapMs, tells };
}

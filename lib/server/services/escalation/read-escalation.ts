import "server-only";
import { listPeople } from "@/db/queries/notifications";
import type { Alert } from "@/lib/alerts/schema";
import { nextStep } from "@/lib/escalation/next-step";
import { resolveTargets } from "@/lib/escalation/resolve-targets";
import type { NextStep } from "@/lib/escalation/schema";
import { unreadyChannels } from "@/lib/notifications/readiness";
import { listOf } from "@/lib/rules/describe";
import type { Context } from "@/lib/server/context";
import { env } from "@/lib/server/env";
import { findOnCall } from "@/lib/server/services/on-call/find-on-call";
import { standingOf } from "./policy";

/**
 * Where an alert stands in the policy that was frozen into it: what was taken, and either when the next step comes and whom
 * it would tell as things are now, or why none comes.
 */
export async function readEscalation(ctx: Context, alert: Alert) {
  const standing = await standingOf(ctx.db, alert);
  const { policy, stepsDone } = standing;
  const next = nextStep(alert, standing);
  return {
    policy: { id: policy.id, name: policy.name, version: policy.version },
    steps: policy.steps.length,
    steps_done: Math.min(stepsDone, policy.steps.length * (policy.repeats + 1)),
    acknowledgement_timeout_minutes: policy.acknowledgementTimeoutMs && policy.acknowledgementTimeoutMs / 60_000,
    ...(await nextOf(ctx, alert, next)),
  };
}

async function nextOf(ctx: Context, alert: Alert, step: NextStep) {
  if (step.kind === "none") return { next: null, because: step.because };
  if (alert.mute !== null) return { next: null, because: "the alert is hidden: its steps begin anew when it is shown" };
  if (alert.escalatesAt === null) return { next: null, because: "no step is planned" };
  const at = alert.escalatesAt;
  return {
    next: { name: step.name, at: at.toISOString(), tells: await describeTold(ctx, alert, step) },
    because: null,
  };
}

/** `Tomas Berg, on call, and slack`. */
async function describeTold(ctx: Context, alert: Alert, step: NextStep & { kind: "escalate" }): Promise<string> {
  const house = { people: await listPeople(ctx.db), unready: unreadyChannels(env()) };
  const onCall = await findOnCall(ctx, step.at);
  const named = { targets: step.targets, by: step.name, brand: alert.brand, onCall };
  const { targets, because } = resolveTargets(named, house);
  if (targets === null) return because ?? "everyone whom its severity is routed to";
  const people = targets.accounts.map((id) => {
    const name = house.people.find((person) => person.id === id)?.name ?? `account ${id}`;
    return targets.reasons[id]?.startsWith("on call") ? `${name} (on call)` : name;
  });
  return listOf([...people, ...targets.channels]);
}

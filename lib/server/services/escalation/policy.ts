import "server-only";
import type { Queryable } from "@/db/client";
import { findStanding, listActivePolicies } from "@/db/queries/escalation";
import type { alerts } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import { beginAt } from "@/lib/escalation/begin-at";
import { choosePolicy, type Escalated } from "@/lib/escalation/choose-policy";
import { defaultPolicy, nextStep } from "@/lib/escalation/next-step";
import type { EscalationPolicy, Standing, TakenStep } from "@/lib/escalation/schema";
import { MINUTE_MS } from "@/lib/kernel/time";
import { env } from "@/lib/server/env";

/** What an alert is escalated by where no policy of the house meets it. */
export function lastResort(): EscalationPolicy {
  return defaultPolicy(env().ESCALATION_AFTER_MINUTES * MINUTE_MS);
}

/** The policy that a new alert would be escalated by. */
export async function findPolicy(db: Queryable, alert: Escalated): Promise<EscalationPolicy> {
  return choosePolicy(await listActivePolicies(db), alert, lastResort());
}

/** Where an alert stands; one of an earlier release stands by the last resort. */
export async function standingOf(db: Queryable, alert: Alert): Promise<Standing> {
  return (await findStanding(db, alert.id))?.standing ?? lastStanding(alert);
}

/** Where an alert stands, and whom its last step told; null where that is not kept, as of an earlier release. */
export async function escalationOf(
  db: Queryable,
  alert: Alert,
): Promise<{ standing: Standing; taken: TakenStep | null }> {
  return (await findStanding(db, alert.id)) ?? { standing: lastStanding(alert), taken: null };
}

/** Where an alert stands that no policy was frozen into. */
export function lastStanding({ triggeredAt, escalationLevel }: Alert): Standing {
  return { policy: lastResort(), startedAt: triggeredAt, stepsDone: escalationLevel, waitedMs: 0 };
}

/** The columns of an alert that stands so. */
export function escalationColumns(
  alert: Pick<Alert, "status" | "severity">,
  { standing, taken }: { standing: Standing; taken: TakenStep },
) {
  const next = nextStep(alert, standing);
  return {
    escalationPolicy: standing.policy,
    escalationStartedAt: standing.startedAt,
    escalationStepsDone: standing.stepsDone,
    escalationWaitedMs: standing.waitedMs,
    escalationTaken: taken,
    escalatesAt: next.kind === "escalate" ? next.at : null,
  } satisfies Partial<typeof alerts.$inferInsert>;
}

type Beginner = Pick<Alert, "status" | "severity"> & Partial<Pick<Alert, "escalationLevel">>;

/** The columns of an alert that begins now by a policy: raised, worse, shown again or triggered again. */
export function beginEscalation(alert: Beginner, policy: EscalationPolicy, at: Date) {
  const { severity, escalationLevel: level = 0 } = alert;
  return escalationColumns(alert, beginAt({ policy, severity, level }, at));
}

/**
 * The columns of an open alert whose severity moved: its next step stays where the policy still has one, and what no step
 * awaits begins now. Nothing moves while somebody has it, or while it is hidden.
 */
export async function followSeverity(
  db: Queryable,
  { alert, severity }: { alert: Alert; severity: Alert["severity"] },
  at: Date,
): Promise<Partial<typeof alerts.$inferInsert>> {
  if (alert.status === "acknowledged" || alert.mute !== null) return {};
  const standing = await standingOf(db, alert);
  if (alert.escalatesAt === null) return beginEscalation({ ...alert, severity }, standing.policy, at);
  const next = nextStep({ ...alert, severity }, standing);
  return { escalatesAt: next.kind === "escalate" ? next.at : null };
}

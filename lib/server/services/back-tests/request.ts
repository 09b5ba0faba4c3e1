import "server-only";
import { type BackTest, countOpen, toBackTest } from "@/db/queries/back-tests";
import { findRule } from "@/db/queries/rules";
import { listSeriesOf } from "@/db/queries/unjudged";
import { backTests } from "@/db/schema";
import { actorKey, actorName } from "@/lib/access/schema";
import { AppError, invariant } from "@/lib/kernel/errors";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { BackTestBody } from "@/lib/replay/requests";
import type { Rule } from "@/lib/rules/schema";
import type { Context, Unit } from "@/lib/server/context";
import { ruleOf } from "./rule-of";

/** Those of one person that may wait or be under way at once. */
export const MOST_OPEN = 3;

/**
 * Asks for a back-test: a job that the engine takes up.
 * @throws AppError `invalid` with the field below `rule`, `not-found` for a rule that is not there, `limited` for a fourth.
 */
export async function requestBackTest(ctx: Context, body: BackTestBody): Promise<BackTest> {
  const ruleId = body.rule_id ?? null;
  const rule = ruleOf({ rule: body.rule, ruleId, ruleVersion: body.rule.version ?? null });
  await requireMetric(ctx, rule);
  const saved = ruleId === null ? null : await findRule(ctx.db, ruleId);
  if (ruleId !== null && saved === null) throw new AppError("not-found", `There is no rule ${ruleId}.`);
  return ctx.unit(async (unit) => {
    const requester = actorKey(unit.actor);
    if ((await countOpen(unit.db, requester)) >= MOST_OPEN)
      throw new AppError(
        "limited",
        `You have ${MOST_OPEN} back-tests waiting already: cancel one, or wait until one is done.`,
      );
    const job = await insert(unit, { body, ruleId, ruleVersion: body.rule.version ?? saved?.version ?? null });
    unit.tell.outbox({ name: "rule/back-test-requested", data: { backTestId: job.id } });
    const subject = ruleId === null ? undefined : `rule:${ruleId}`;
    unit.tell.audit({
      action: "rule/back-test-requested",
      subject,
      details: { backTestId: job.id, name: rule.name, days: body.days },
    });
    return job;
  });
}

interface Insert {
  body: BackTestBody;
  ruleId: number | null;
  ruleVersion: number | null;
}

async function insert(unit: Unit, { body, ruleId, ruleVersion }: Insert): Promise<BackTest> {
  const now = unit.now();
  const { brands } = unit.scope;
  const [row] = await unit.db
    .insert(backTests)
    .values({
      ruleId,
      ruleVersion,
      rule: body.rule,
      days: body.days,
      requestedBy: actorName(unit.actor),
      requester: actorKey(unit.actor),
      brands: brands === "all" ? null : [...brands],
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  invariant(row !== undefined, "an insert without a conflict returns its row");
  return toBackTest(row);
}

async function requireMetric(ctx: Context, { metric }: Rule): Promise<void> {
  if (definitionOf(metric) !== undefined || (await listSeriesOf(ctx.db, [metric])).length > 0) return;
  const sentence = `rule.metric_name: there is none called "${metric}"; expected a name such as payment_failure_rate`;
  throw new AppError("invalid", sentence, { field: "rule.metric_name" });
}

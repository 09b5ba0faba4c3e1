import "server-only";
import { eq } from "drizzle-orm";
import { moveStates } from "@/db/queries/rules";
import { listSeriesOf } from "@/db/queries/unjudged";
import { ruleStates } from "@/db/schema";
import type { Effect } from "@/lib/rules/effect-of";
import { type Rule, UNSEEN } from "@/lib/rules/schema";
import { selects } from "@/lib/rules/select";
import type { Unit } from "@/lib/server/context";
import { resolveOfRule } from "@/lib/server/services/alerts/resolve-of-rule";

/** Does to states and open alerts what a change of their rule means. Call it inside of the unit that wrote the rule. */
export async function applyEffect(unit: Unit, rule: Rule, effect: Effect): Promise<void> {
  if (effect.kind === "follow") return;
  await resolveOfRule(unit, rule.id, effect.reason);
  await unit.db.delete(ruleStates).where(eq(ruleStates.ruleId, rule.id));
  const isJudged = effect.kind === "anew" && rule.isActive && rule.mode !== "draft";
  if (isJudged) await beginAnew(unit, rule);
}

/** The rule begins with the next sample: what is recorded already was not its business, and raises nothing. */
async function beginAnew(unit: Unit, rule: Rule): Promise<void> {
  const series = (await listSeriesOf(unit.db, [rule.metric])).filter((one) => selects(rule, one));
  const moves = series.flatMap(({ id, newestAt }) =>
    newestAt === null
      ? []
      : [{ ruleId: rule.id, seriesId: id, expected: 0, state: { ...UNSEEN, sampleAt: new Date(newestAt) } }],
  );
  await moveStates(unit.db, moves, unit.now());
}

import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { insertVersions } from "@/db/queries/rule-versions";
import { type StoredRule, toRule, toRuleRow } from "@/db/queries/rules";
import { alertRules } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { type Difference, describeDifference, difference } from "@/lib/rules/difference";
import { effectOf } from "@/lib/rules/effect-of";
import type { NewRule } from "@/lib/rules/read-body";
import type { RuleChange } from "@/lib/rules/version";
import { ruleToBody } from "@/lib/rules/wire";
import type { Unit } from "@/lib/server/context";
import { errorCode } from "@/lib/server/error-code";
import { noteOnAlerts } from "@/lib/server/services/alerts/note-on-alerts";
import { applyEffect } from "./apply-effect";
import { requireKnown } from "./require-known";
import { requireOwnBrands } from "./require-own-brands";

const UNIQUE_VIOLATION = "23505";

export interface SaveInput {
  /** As it was read; null for a new one. */
  before: StoredRule | null;
  rule: NewRule;
  change: Exclude<RuleChange, "deleted">;
  /** Of the audit where it is not `rule/` and the change. */
  action?: `rule/${string}`;
}

/**
 * Writes a rule and everything that goes with it: version, audit, its states, and a line on each open alert. A rule that
 * is as it was stays untouched. Call it inside of a unit.
 * @throws AppError `invalid` for an unknown metric or measure; `conflict` for a taken name or a rule that moved meanwhile.
 */
export async function saveRule(unit: Unit, { before, rule, change, action }: SaveInput): Promise<StoredRule> {
  if (before !== null) requireOwnBrands(unit, before);
  requireOwnBrands(unit, rule);
  const body = ruleToBody(rule);
  const was = before === null ? null : ruleToBody(before);
  const differences = was === null ? [] : difference(was, body);
  if (before !== null && differences.length === 0) return before;
  await requireKnown(unit, before, rule);
  await requireFreeName(unit, before, rule.name);
  const saved = await write(unit, before, rule);
  const changedBy = actorName(unit.actor);
  await insertVersions(unit.db, [
    { ruleId: saved.id, version: saved.version, change, changedBy, changedAt: unit.now(), body },
  ]);
  unit.tell.audit({
    action: action ?? `rule/${change}`,
    subject: `rule:${saved.id}`,
    details: { name: saved.name, ...(was === null ? { before: null, after: body } : changesOf(differences)) },
  });
  if (before === null) {
    await applyEffect(unit, saved, { kind: "anew", reason: "" });
    return saved;
  }
  await noteOnAlerts(unit, saved.id, {
    message: `Rule changed by ${changedBy}: ${describeDifference(differences)}`,
    details: { version: saved.version, differences },
  });
  await applyEffect(unit, saved, effectOf(before, rule, changedBy));
  return saved;
}

function changesOf(differences: readonly Difference[]) {
  return {
    before: Object.fromEntries(differences.map(({ field, before }) => [field, before])),
    after: Object.fromEntries(differences.map(({ field, after }) => [field, after])),
  };
}

async function write({ db, now }: Unit, before: StoredRule | null, rule: NewRule): Promise<StoredRule> {
  const row = { ...toRuleRow(rule), updatedAt: now() };
  try {
    const [saved] =
      before === null
        ? await db
            .insert(alertRules)
            .values({ ...row, createdAt: now() })
            .returning()
        : await db
            .update(alertRules)
            .set({ ...row, version: before.version + 1 })
            .where(and(eq(alertRules.id, before.id), eq(alertRules.version, before.version)))
            .returning();
    if (saved !== undefined) return toRule(saved);
  } catch (error) {
    if (errorCode(error) === UNIQUE_VIOLATION) throw takenName(rule.name);
    throw error;
  }
  throw new AppError("conflict", "Somebody was quicker: the rule has changed since. Read it again.");
}

async function requireFreeName({ db }: Unit, before: StoredRule | null, name: string): Promise<void> {
  const isNamed = eq(alertRules.ruleName, name);
  const [other] = await db
    .select({ id: alertRules.id })
    .from(alertRules)
    .where(before === null ? isNamed : and(isNamed, ne(alertRules.id, before.id)));
  if (other !== undefined) throw takenName(name, other.id);
}

function takenName(name: string, id?: number): AppError {
  const whose = id === undefined ? "another rule" : `rule ${id}`;
  return new AppError("conflict", `rule_name: ${whose} is called ${name} already`, {
    field: "rule_name",
    ...(id === undefined ? {} : { details: { id } }),
  });
}

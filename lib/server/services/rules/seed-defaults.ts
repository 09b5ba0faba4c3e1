import "server-only";
import { and, eq } from "drizzle-orm";
import { listDeletedNames } from "@/db/queries/rule-versions";
import { listRules, type StoredRule, toRuleRow } from "@/db/queries/rules";
import { alertRules, ruleVersions } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import { defaultRule } from "@/lib/rules/default-rule";
import { DEFAULT_RULES } from "@/lib/rules/defaults";
import { difference } from "@/lib/rules/difference";
import { type FirstThresholds, withFirstLevels } from "@/lib/rules/first-levels";
import { ruleToBody } from "@/lib/rules/wire";
import type { Context, Unit } from "@/lib/server/context";
import { env } from "@/lib/server/env";

/** Nobody has changed a rule that is still this. */
const FIRST_VERSION = 1;

/**
 * Adds the rules the house ships, by name; those there already stay as an admin left them, and deleted ones stay deleted.
 * Those that nobody has changed take the environment's thresholds. Returns the names added.
 */
export async function seedDefaultRules(ctx: Context, settings: FirstThresholds = env()): Promise<string[]> {
  const rules = DEFAULT_RULES.map((rule) => withFirstLevels(defaultRule(rule), settings));
  return ctx.unit(async (unit) => {
    const deleted = await listDeletedNames(unit.db);
    const wanted = rules.filter(({ name }) => !deleted.has(name));
    if (wanted.length === 0) return [];
    const rows = await unit.db
      .insert(alertRules)
      .values(wanted.map((rule) => ({ ...toRuleRow(rule), isDefault: true })))
      .onConflictDoNothing()
      .returning({ id: alertRules.id, name: alertRules.ruleName });
    for (const { id, name } of rows) {
      unit.tell.audit({ action: "rule/created", subject: `rule:${id}`, details: { name, by: "the house's defaults" } });
    }
    const untouched = (await listRules(unit.db)).filter(
      ({ isDefault, version }) => isDefault && version === FIRST_VERSION,
    );
    const present: StoredRule[] = [];
    for (const rule of untouched) {
      const levels = rules.find(({ name }) => name === rule.name)?.levels ?? rule.levels;
      present.push(await takeLevels(unit, rule, levels));
    }
    await keepFirstVersions(unit, present);
    return rows.map(({ name }) => name);
  });
}

/** The environment's thresholds are no change by a person: the version stays, so that the next start may change them again. */
async function takeLevels(unit: Unit, rule: StoredRule, levels: StoredRule["levels"]): Promise<StoredRule> {
  const next = { ...rule, levels };
  const differences = difference(ruleToBody(rule), ruleToBody(next));
  if (differences.length === 0) return rule;
  const { levels: stored, thresholdValue, severity } = toRuleRow(next);
  await unit.db
    .update(alertRules)
    .set({ levels: stored, thresholdValue, severity, updatedAt: unit.now() })
    .where(and(eq(alertRules.id, rule.id), eq(alertRules.version, FIRST_VERSION)));
  await unit.db
    .delete(ruleVersions)
    .where(and(eq(ruleVersions.version, FIRST_VERSION), eq(ruleVersions.ruleId, rule.id)));
  unit.tell.audit({
    action: "rule/changed",
    subject: `rule:${rule.id}`,
    details: {
      name: rule.name,
      by: "the environment's variables",
      before: Object.fromEntries(differences.map(({ field, before }) => [field, before])),
      after: Object.fromEntries(differences.map(({ field, after }) => [field, after])),
    },
  });
  return next;
}

/** What a later change is compared with, and what can be restored. */
async function keepFirstVersions(unit: Unit, rules: readonly StoredRule[]): Promise<void> {
  if (rules.length === 0) return;
  const shared = { version: FIRST_VERSION, change: "created", changedBy: actorName(unit.actor), changedAt: unit.now() };
  await unit.db
    .insert(ruleVersions)
    .values(rules.map((rule) => ({ ...shared, ruleId: rule.id, body: ruleToBody(rule) })))
    .onConflictDoNothing();
}

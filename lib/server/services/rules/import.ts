import "server-only";
import { listRules, type StoredRule } from "@/db/queries/rules";
import { AppError } from "@/lib/kernel/errors";
import { compactBody } from "@/lib/rules/as-yaml";
import { type Difference, difference } from "@/lib/rules/difference";
import { describeFileFault, type FileFault, type FileRule, rulesFromYaml } from "@/lib/rules/from-yaml";
import { ruleToBody } from "@/lib/rules/wire";
import type { Context, Unit } from "@/lib/server/context";
import { removeRule } from "./remove";
import { requireKnown } from "./require-known";
import { saveRule } from "./save-rule";

interface ImportInput {
  /** The text of the file. */
  yaml: string;
  /** Only says what it would do. */
  isDryRun: boolean;
  /** Rules that the file does not name are deleted; those the house ships are switched off, and can be switched on again. */
  isPruned: boolean;
}

/** What an import does to one rule; rules that stay as they are are only counted. */
export interface ImportStep {
  rule_name: string;
  change: "created" | "changed" | "disabled" | "deleted";
  differences: Difference[];
}

export interface Imported {
  dry_run: boolean;
  created: number;
  changed: number;
  unchanged: number;
  disabled: number;
  deleted: number;
  /** Rules that the file does not name and that stay. */
  kept: number;
  /** By name. */
  steps: ImportStep[];
}

/**
 * Brings the rules to what a file says, by name: all of it or, when anything in it is wrong, nothing.
 * @throws AppError `invalid` with details `faults`, every one with its line, rule, field and reason.
 */
export async function importRules(ctx: Context, { yaml, isDryRun, isPruned }: ImportInput): Promise<Imported> {
  const read = rulesFromYaml(yaml);
  if (read.kind === "faults") throw refusal(read.faults);
  return ctx.unit(async (unit) => {
    const present = new Map((await listRules(unit.db)).map((rule) => [rule.name, rule]));
    await refuseUnknown(unit, read.rules, present);
    const steps: ImportStep[] = [];
    for (const { rule } of read.rules) {
      const before = present.get(rule.name) ?? null;
      const differences = difference(
        before === null ? {} : ruleToBody(before),
        before === null ? compactBody(rule) : ruleToBody(rule),
      );
      if (before !== null && differences.length === 0) continue;
      if (!isDryRun) await saveRule(unit, { before, rule, change: "imported" });
      steps.push({ rule_name: rule.name, change: before === null ? "created" : "changed", differences });
    }
    const named = new Set(read.rules.map(({ rule }) => rule.name));
    const others = [...present.values()].filter(({ name }) => !named.has(name));
    const unchanged = named.size - steps.length;
    if (isPruned) for (const rule of others) steps.push(...(await prune(unit, rule, isDryRun ? "look" : "do")));
    steps.sort((a, b) => (a.rule_name < b.rule_name ? -1 : 1));
    const count = (change: ImportStep["change"]) => steps.filter((step) => step.change === change).length;
    const [disabled, deleted] = [count("disabled"), count("deleted")];
    return {
      dry_run: isDryRun,
      created: count("created"),
      changed: count("changed"),
      unchanged,
      disabled,
      deleted,
      kept: others.length - disabled - deleted,
      steps,
    };
  });
}

async function prune(unit: Unit, rule: StoredRule, mode: "look" | "do"): Promise<ImportStep[]> {
  if (!rule.isDefault) {
    if (mode === "do") await removeRule(unit, { ruleId: rule.id, expectedVersion: rule.version });
    return [{ rule_name: rule.name, change: "deleted", differences: [] }];
  }
  if (!rule.isActive) return [];
  const next = { ...rule, isActive: false };
  if (mode === "do") await saveRule(unit, { before: rule, rule: next, change: "imported" });
  return [{ rule_name: rule.name, change: "disabled", differences: difference(ruleToBody(rule), ruleToBody(next)) }];
}

/** A metric or measure that is not there is a fault of the file like any other: all are told, and nothing is written. */
async function refuseUnknown(
  unit: Unit,
  rules: readonly FileRule[],
  present: ReadonlyMap<string, StoredRule>,
): Promise<void> {
  const faults: FileFault[] = [];
  for (const { rule, line } of rules) {
    const error = await requireKnown(unit, present.get(rule.name) ?? null, rule).catch((reason: unknown) => reason);
    if (error === undefined) continue;
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    const field = error.field ?? null;
    faults.push({ line, rule: rule.name, field, message: error.message.replace(`${field}: `, "") });
  }
  if (faults.length > 0) throw refusal(faults);
}

function refusal(faults: readonly FileFault[]): AppError {
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  const text = faults.map(describeFileFault).join("\n");
  return new AppError("invalid", `The file has ${count}, and nothing was written:\n${text}`, {
    field: "yaml",
    details: { faults },
  });
}

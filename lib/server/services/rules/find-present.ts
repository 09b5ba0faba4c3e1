import "server-only";
import { findRule, type StoredRule } from "@/db/queries/rules";
import { AppError } from "@/lib/kernel/errors";
import type { Unit } from "@/lib/server/context";

/**
 * The rule that is to be changed.
 * @throws AppError `not-found`; `conflict` with details `{version}` when it has changed since the version the caller read.
 */
export async function findPresent(
  { db }: Pick<Unit, "db">,
  ruleId: number,
  expectedVersion?: number | undefined,
): Promise<StoredRule> {
  const rule = await findRule(db, ruleId);
  if (rule === null) throw new AppError("not-found", `There is no rule ${ruleId}.`, { field: "id" });
  if (expectedVersion === undefined || expectedVersion === rule.version) return rule;
  throw new AppError("conflict", `The rule has changed since: it is version ${rule.version} now. Read it again.`, {
    field: "version",
    details: { version: rule.version },
  });
}

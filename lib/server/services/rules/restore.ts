import "server-only";
import { findVersion } from "@/db/queries/rule-versions";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { findPresent } from "./find-present";
import { parseRule } from "./parse-rule";
import { type RuleRead, readRule } from "./read";
import { saveRule } from "./save-rule";

interface RestoreInput {
  ruleId: number;
  version: number;
  /** Of the rule as it was read. */
  expectedVersion?: number | undefined;
}

/** Makes a rule what it was in a version; that is a new version, and nothing of its past is lost. */
export async function restoreRule(ctx: Context, { ruleId, version, expectedVersion }: RestoreInput): Promise<RuleRead> {
  const saved = await ctx.unit(async (unit) => {
    const before = await findPresent(unit, ruleId, expectedVersion);
    const found = await findVersion(unit.db, ruleId, version);
    if (found === null)
      throw new AppError("not-found", `Rule ${ruleId} has no version ${version}.`, { field: "version" });
    return saveRule(unit, { before, rule: parseRule(found.body), change: "restored" });
  });
  return readRule(ctx, saved.id);
}

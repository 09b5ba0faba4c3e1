import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { ruleVersions } from "@/db/schema";
import { RuleChange, type RuleVersion } from "@/lib/rules/version";

/** Every version of a rule, newest first; those of a deleted rule too. */
export async function listVersions(db: Queryable, ruleId: number): Promise<RuleVersion[]> {
  const rows = await db
    .select()
    .from(ruleVersions)
    .where(eq(ruleVersions.ruleId, ruleId))
    .orderBy(desc(ruleVersions.version));
  return rows.map(toVersion);
}

export async function findVersion(db: Queryable, ruleId: number, version: number): Promise<RuleVersion | null> {
  const [row] = await db
    .select()
    .from(ruleVersions)
    .where(and(eq(ruleVersions.ruleId, ruleId), eq(ruleVersions.version, version)));
  return row === undefined ? null : toVersion(row);
}

/** Names of rules that somebody deleted. */
export async function listDeletedNames(db: Queryable): Promise<Set<string>> {
  const rows = await db
    .select({ name: sql<string>`${ruleVersions.body} ->> 'rule_name'` })
    .from(ruleVersions)
    .where(eq(ruleVersions.change, "deleted" satisfies RuleChange));
  return new Set(rows.map(({ name }) => name));
}

export async function insertVersions(db: Queryable, versions: readonly RuleVersion[]): Promise<void> {
  if (versions.length > 0) await db.insert(ruleVersions).values([...versions]);
}

function toVersion(row: typeof ruleVersions.$inferSelect): RuleVersion {
  return { ...row, change: RuleChange.parse(row.change), body: z.record(z.string(), z.unknown()).parse(row.body) };
}

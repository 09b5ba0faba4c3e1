import "server-only";
import { listVersions } from "@/db/queries/rule-versions";
import { AppError } from "@/lib/kernel/errors";
import { type VersionWire, versionsToWire } from "@/lib/rules/version";
import type { Context } from "@/lib/server/context";

/** Every version of a rule, newest first, with what each changed; those of a deleted rule can still be read. */
export async function readVersions(ctx: Context, ruleId: number): Promise<VersionWire[]> {
  const versions = await listVersions(ctx.db, ruleId);
  if (versions.length === 0) throw new AppError("not-found", `There is no rule ${ruleId}.`, { field: "id" });
  return versionsToWire(versions);
}

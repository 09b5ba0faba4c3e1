import "server-only";
import { listShadowAlerts } from "@/db/queries/rule-activity";
import { listVersions } from "@/db/queries/rule-versions";
import { findRule } from "@/db/queries/rules";
import { versionsToWire } from "@/lib/rules/version";
import type { Context } from "@/lib/server/context";
import { readRule } from "./read";

const MOST_SHADOWS = 20;

/** A rule with its past and what it raised in shadow; null where there is none. */
export async function readRulePage(ctx: Context, ruleId: number) {
  if ((await findRule(ctx.db, ruleId)) === null) return null;
  const [rule, versions, shadow] = await Promise.all([
    readRule(ctx, ruleId),
    listVersions(ctx.db, ruleId),
    listShadowAlerts(ctx.db, ctx.scope, { ruleId, limit: MOST_SHADOWS }),
  ]);
  return {
    rule,
    versions: versionsToWire(versions),
    shadow: shadow.map(({ id, severity, labels, message, triggeredAt, resolvedAt }) => ({
      id,
      severity,
      labels,
      message,
      triggered_at: triggeredAt.toISOString(),
      resolved_at: resolvedAt?.toISOString() ?? null,
    })),
  };
}

import type { APIRequestContext } from "@playwright/test";
import { z } from "zod";
import { expect } from "./fixtures";
import { execute } from "./journey-database";

const Open = z.object({
  data: z.array(
    z.looseObject({
      id: z.number(),
      rule_name: z.string(),
      status: z.string(),
      severity: z.string(),
      version: z.number(),
    }),
  ),
});
export type OwnAlert = z.infer<typeof Open>["data"][number];

/**
 * An alert of a rule made for one journey, raised by the house itself: the condition holds at once, and other journeys'
 * rules and their cooldowns are left alone.
 */
export async function raiseOwnAlert(request: APIRequestContext, ruleName: string): Promise<OwnAlert> {
  await execute(
    `insert into alert_rules (rule_name, metric_name, threshold_value, comparison_operator, severity, levels,
       notification_channels, description, runbook)
     values ($1, 'transaction_count', 0, '>', 'warning', $2, '["log"]', 'Made for a journey.', '1. Nothing is to be done.')`,
    [ruleName, JSON.stringify([{ severity: "warning", threshold: 0, recovery: null, durationMs: null }])],
  );
  let raised: OwnAlert | undefined;
  await expect
    .poll(async () => (raised = (await openAlerts(request)).find((alert) => alert.rule_name === ruleName)), {
      timeout: 30_000,
    })
    .toBeDefined();
  if (raised === undefined) throw new Error(`Rule ${ruleName} raised nothing.`);
  return raised;
}

/** Switches such a rule off, and closes what it left open. */
export async function clearOwnAlert(ruleName: string): Promise<void> {
  await execute("update alert_rules set is_active = false where rule_name = $1", [ruleName]);
  await execute(
    `update alerts set status = 'resolved', resolved_at = now(), version = version + 1
     where rule_name = $1 and status <> 'resolved'`,
    [ruleName],
  );
}

export async function openAlerts(request: APIRequestContext): Promise<OwnAlert[]> {
  return Open.parse(await (await request.get("/api/v1/observability/alerts/active")).json()).data;
}

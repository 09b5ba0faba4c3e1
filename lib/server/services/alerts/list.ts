import "server-only";
import { listActiveAlerts, listAlerts } from "@/db/queries/alerts";
import { type Facets, isNarrowedTo, severitiesFrom } from "@/lib/alerts/narrow";
import type { Alert } from "@/lib/alerts/schema";
import { type AlertWire, alertToWire } from "@/lib/alerts/wire";
import type { Severity } from "@/lib/kernel/severity";
import type { Context } from "@/lib/server/context";

export const HISTORY_PAGE = 50;

/** A list of alerts with what stands around it. */
export interface NarrowedAlerts {
  alerts: AlertWire[];
  /** Of this tab, without the other facets. */
  total: number;
  counts: { active: number; acknowledged: number; bySeverity: Record<Severity, number> };
  /** Names of the rules that the tab's alerts were raised by. */
  rules: string[];
}

/** Open alerts are narrowed here, the history by the database: it may be long. */
export async function listNarrowed(ctx: Context, facets: Facets): Promise<NarrowedAlerts> {
  const { brand, rule, from, tab, page } = facets;
  const open = await listActiveAlerts(ctx.db, ctx.scope, { brand });
  const counts = countsOf(open);
  if (tab !== "history") {
    const ofTab = open.filter((alert) => isNarrowedTo(alert, { tab, page: 1 }));
    const shown = ofTab.filter((alert) => isNarrowedTo(alert, facets));
    return { alerts: shown.map(alertToWire), total: ofTab.length, counts, rules: rulesOf(ofTab) };
  }
  const status = ["resolved"] as const;
  const offset = (page - 1) * HISTORY_PAGE;
  const history = await listAlerts(ctx.db, ctx.scope, {
    brand,
    rule,
    status,
    severity: severitiesFrom(from),
    limit: HISTORY_PAGE,
    offset,
  });
  return { alerts: history.alerts.map(alertToWire), total: history.total, counts, rules: rulesOf(history.alerts) };
}

function countsOf(open: readonly Alert[]): NarrowedAlerts["counts"] {
  const bySeverity: Record<Severity, number> = { info: 0, warning: 0, critical: 0, emergency: 0 };
  for (const { severity } of open) bySeverity[severity] += 1;
  const acknowledged = open.filter(({ status }) => status === "acknowledged").length;
  return { active: open.length, acknowledged, bySeverity };
}

function rulesOf(alerts: readonly Alert[]): string[] {
  return [...new Set(alerts.map(({ ruleName }) => ruleName))].sort();
}

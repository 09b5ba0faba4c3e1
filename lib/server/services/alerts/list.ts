import "server-only";
import { listActiveAlerts, listAlerts } from "@/db/queries/alerts";
import { listToldTo } from "@/db/queries/notifications";
import { actorName } from "@/lib/access/schema";
import {
  type Facets,
  isNarrowedTo,
  isOfTab,
  metricsOf,
  severitiesFrom,
  sortAlerts,
  type Viewer,
} from "@/lib/alerts/narrow";
import type { Alert } from "@/lib/alerts/schema";
import { type AlertWire, alertToWire } from "@/lib/alerts/wire";
import type { Severity } from "@/lib/kernel/severity";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { Context } from "@/lib/server/context";

/** Rows of a page; open alerts, which a person wants to see whole, have longer ones. */
export const HISTORY_PAGE = 50;
export const OPEN_PAGE = 200;

/** A list of alerts with what stands around it. */
export interface NarrowedAlerts {
  alerts: AlertWire[];
  /** Of this tab, without the other facets. */
  total: number;
  /** With them, over all pages. */
  found: number;
  pageSize: number;
  counts: { mine: number; active: number; acknowledged: number; bySeverity: Record<Severity, number> };
  /** What the tab's alerts could be narrowed to. */
  rules: string[];
  subsystems: string[];
}

/** Open alerts are narrowed here, the history by the database: it may be long. */
export async function listNarrowed(ctx: Context, facets: Facets): Promise<NarrowedAlerts> {
  const { brand, tab, page, sort = "severity" } = facets;
  const open = await listActiveAlerts(ctx.db, ctx.scope, { brand });
  const viewer = await viewerOf(ctx, open);
  const counts = countsOf(open, viewer);
  if (tab === "history" || tab === "statistics") return { counts, ...(await pageOfHistory(ctx, facets, viewer)) };
  const ofTab = open.filter((alert) => isOfTab(alert, tab, viewer));
  const narrowed = ofTab.filter((alert) => isNarrowedTo(alert, facets, viewer));
  const shown = sortAlerts(narrowed, sort).slice((page - 1) * OPEN_PAGE, page * OPEN_PAGE);
  return {
    alerts: shown.map(alertToWire),
    total: ofTab.length,
    found: narrowed.length,
    pageSize: OPEN_PAGE,
    counts,
    ...choicesOf(ofTab),
  };
}

async function pageOfHistory(ctx: Context, facets: Facets, viewer: Viewer): Promise<Omit<NarrowedAlerts, "counts">> {
  const { brand, rule, from, page, subsystem, assigned, hidden, search, sort } = facets;
  const history = await listAlerts(ctx.db, ctx.scope, {
    brand,
    rule,
    status: ["resolved"],
    severity: severitiesFrom(from),
    metrics: metricsOf(subsystem),
    assignedTo: assigned === "nobody" ? null : assigned === "me" ? (viewer.id ?? 0) : undefined,
    isHidden: hidden === undefined ? undefined : hidden === "only",
    search,
    sort,
    limit: HISTORY_PAGE,
    offset: (page - 1) * HISTORY_PAGE,
  });
  const { alerts, total } = history;
  return { alerts: alerts.map(alertToWire), total, found: total, pageSize: HISTORY_PAGE, ...choicesOf(alerts) };
}

async function viewerOf(ctx: Context, open: readonly Alert[]): Promise<Viewer> {
  const { actor } = ctx;
  const id = actor.kind === "account" ? actor.id : actor.kind === "token" ? actor.account.id : null;
  const ids = open.map((alert) => alert.id);
  return { id, name: actorName(actor), told: id === null ? new Set() : await listToldTo(ctx.db, id, ids) };
}

function countsOf(open: readonly Alert[], viewer: Viewer): NarrowedAlerts["counts"] {
  const bySeverity: Record<Severity, number> = { info: 0, warning: 0, critical: 0, emergency: 0 };
  for (const { severity } of open) bySeverity[severity] += 1;
  const acknowledged = open.filter(({ status }) => status === "acknowledged").length;
  const mine = open.filter((alert) => isOfTab(alert, "mine", viewer)).length;
  return { mine, active: open.length, acknowledged, bySeverity };
}

function choicesOf(alerts: readonly Alert[]) {
  return {
    rules: [...new Set(alerts.map(({ ruleName }) => ruleName))].sort(),
    subsystems: [...new Set(alerts.flatMap(({ metric }) => definitionOf(metric)?.service ?? []))].sort(),
  };
}

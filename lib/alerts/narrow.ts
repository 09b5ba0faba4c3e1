import { toScaled } from "@/lib/kernel/money";
import { isAtLeast, SEVERITIES, Severity, severityRank } from "@/lib/kernel/severity";
import { definitionOf, METRICS } from "@/lib/metrics/catalogue";
import type { Alert } from "./schema";

export const ALERT_TABS = ["mine", "active", "acknowledged", "history", "statistics"] as const;
export type AlertTab = (typeof ALERT_TABS)[number];

export const ALERT_SORTS = ["severity", "newest", "money"] as const;
export type AlertSort = (typeof ALERT_SORTS)[number];

/** Whose an alert is, and whether something hides it: the words of the address. */
export const ASSIGNED = ["me", "nobody"] as const;
export const HIDDEN = ["only", "without"] as const;

/** What a list of alerts is narrowed to; kept in the address bar. */
export interface Facets {
  tab: AlertTab;
  /** This severity and above. */
  from?: Severity;
  rule?: string;
  brand?: string;
  /** The part of the platform its metric tells of: `payments`. */
  subsystem?: string;
  assigned?: (typeof ASSIGNED)[number];
  hidden?: (typeof HIDDEN)[number];
  /** Part of its title, rule, metric or number. */
  search?: string;
  sort?: AlertSort;
  /** From 1. */
  page: number;
}

/** Who looks: an account, and the ids of the open alerts it was told of. */
export interface Viewer {
  id: number | null;
  name: string;
  told: ReadonlySet<number>;
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Far beyond the longest history, and still an offset a database can count. */
const LAST_PAGE = 1_000_000;
const LONGEST_TEXT = 255;

/** Of the address bar; what it cannot read it leaves out. */
export function readFacets({ tab, from, rule, brand, subsystem, assigned, hidden, search, sort, page }: Texts): Facets {
  return {
    tab: ALERT_TABS.find((known) => known === tab) ?? "active",
    from: Severity.safeParse(from).data,
    rule: storable(rule),
    brand: storable(brand),
    subsystem: storable(subsystem),
    assigned: ASSIGNED.find((known) => known === assigned),
    hidden: HIDDEN.find((known) => known === hidden),
    search: storable(search?.trim()),
    sort: ALERT_SORTS.find((known) => known === sort),
    page: Math.min(LAST_PAGE, Math.max(1, Math.floor(Number(page ?? "1")) || 1)),
  };
}

/** No database text holds a null character, so asking for one is asking for nothing. */
function storable(text: string | undefined): string | undefined {
  return text === undefined || text === "" || text.includes("\0") ? undefined : text.slice(0, LONGEST_TEXT);
}

/** The query of an address with these facets, `?…` or empty; what is the default is left out. */
export function writeFacets({ tab, page, ...facets }: Facets): string {
  const { from, rule, brand, subsystem, assigned, hidden, search, sort } = facets;
  const query = new URLSearchParams();
  if (tab !== "active") query.set("tab", tab);
  for (const [name, value] of Object.entries({ from, rule, brand, subsystem, assigned, hidden, search, sort })) {
    if (value !== undefined) query.set(name, value);
  }
  if (page > 1) query.set("page", String(page));
  return query.size === 0 ? "" : `?${query}`;
}

type Narrowed = Pick<
  Alert,
  "id" | "severity" | "ruleName" | "status" | "metric" | "message" | "assignedTo" | "acknowledgedBy" | "mute" | "snooze"
>;

/** Whether an open alert belongs into the tab: Mine is what I have, or nobody has and I was told of. */
export function isOfTab(alert: Narrowed, tab: AlertTab, viewer: Viewer): boolean {
  if (tab === "acknowledged") return alert.status === "acknowledged";
  if (tab !== "mine") return true;
  if (alert.assignedTo !== null) return alert.assignedTo.id === viewer.id;
  if (alert.status === "acknowledged") return alert.acknowledgedBy === viewer.name;
  return viewer.told.has(alert.id);
}

/** Whether an open alert belongs into the list. */
export function isNarrowedTo(alert: Narrowed, facets: Facets, viewer: Viewer): boolean {
  const { tab, from, rule, subsystem, assigned, hidden, search } = facets;
  const isHidden = alert.mute !== null || alert.snooze !== null;
  return (
    isOfTab(alert, tab, viewer) &&
    (from === undefined || isAtLeast(alert.severity, from)) &&
    (rule === undefined || alert.ruleName === rule) &&
    (subsystem === undefined || definitionOf(alert.metric)?.service === subsystem) &&
    (assigned !== "me" || (alert.assignedTo !== null && alert.assignedTo.id === viewer.id)) &&
    (assigned !== "nobody" || alert.assignedTo === null) &&
    (hidden === undefined || isHidden === (hidden === "only")) &&
    (search === undefined || isFoundBy(alert, search))
  );
}

function isFoundBy({ id, ruleName, message, metric }: Narrowed, search: string): boolean {
  return [`A-${id}`, ruleName, message, metric].some((text) => text.toLowerCase().includes(search.toLowerCase()));
}

/** Open alerts in the wished order; alike ones stay as they came. Amounts of several currencies are compared as they are. */
export function sortAlerts<Sorted extends Pick<Alert, "severity" | "triggeredAt" | "money">>(
  alerts: readonly Sorted[],
  sort: AlertSort,
): Sorted[] {
  const newest = (a: Sorted, b: Sorted) => b.triggeredAt.getTime() - a.triggeredAt.getTime();
  const gravest = (a: Sorted, b: Sorted) => severityRank(b.severity) - severityRank(a.severity);
  const orders: Record<AlertSort, (a: Sorted, b: Sorted) => number> = {
    newest,
    severity: (a, b) => gravest(a, b) || newest(a, b),
    money: (a, b) => compareMoney(b, a) || gravest(a, b) || newest(a, b),
  };
  return alerts.toSorted(orders[sort]);
}

function compareMoney(a: Pick<Alert, "money">, b: Pick<Alert, "money">): number {
  const [first, second] = [a, b].map(({ money }) => (money === null ? -1n : toScaled(money.total)));
  if (first === undefined || second === undefined || first === second) return 0;
  return first < second ? -1 : 1;
}

/** The severities of a history narrowed to one and above; undefined for all. */
export function severitiesFrom(from: Severity | undefined): Severity[] | undefined {
  return from === undefined ? undefined : SEVERITIES.filter((severity) => isAtLeast(severity, from));
}

/** The metrics that tell of a part of the platform; undefined for all. */
export function metricsOf(subsystem: string | undefined): string[] | undefined {
  if (subsystem === undefined) return undefined;
  return Object.entries(METRICS).flatMap(([metric, { service }]) => (service === subsystem ? [metric] : []));
}

/** How many facets hide something. */
export function facetCount({ from, rule, subsystem, assigned, hidden, search }: Facets): number {
  return [from, rule, subsystem, assigned, hidden, search].filter((facet) => facet !== undefined).length;
}

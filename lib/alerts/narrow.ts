import { isAtLeast, SEVERITIES, Severity } from "@/lib/kernel/severity";
import type { Alert } from "./schema";

export const ALERT_TABS = ["active", "acknowledged", "history"] as const;
export type AlertTab = (typeof ALERT_TABS)[number];

/** What a list of alerts is narrowed to; kept in the address bar. */
export interface Facets {
  tab: AlertTab;
  /** This severity and above. */
  from?: Severity;
  rule?: string;
  brand?: string;
  /** Of the history, from 1. */
  page: number;
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Far beyond the longest history, and still an offset a database can count. */
const LAST_PAGE = 1_000_000;

/** Of the address bar; what it cannot read it leaves out. */
export function readFacets({ tab, from, rule, brand, page }: Texts): Facets {
  return {
    tab: ALERT_TABS.find((known) => known === tab) ?? "active",
    from: Severity.safeParse(from).data,
    rule: storable(rule),
    brand: storable(brand),
    page: Math.min(LAST_PAGE, Math.max(1, Math.floor(Number(page ?? "1")) || 1)),
  };
}

/** No database text holds a null character, so asking for one is asking for nothing. */
function storable(text: string | undefined): string | undefined {
  return text?.includes("\0") ? undefined : text;
}

/** The query of an address with these facets, `?…` or empty; what is the default is left out. */
export function writeFacets({ tab, from, rule, brand, page }: Facets): string {
  const query = new URLSearchParams();
  if (tab !== "active") query.set("tab", tab);
  if (from !== undefined) query.set("from", from);
  if (rule !== undefined) query.set("rule", rule);
  if (brand !== undefined) query.set("brand", brand);
  if (page > 1) query.set("page", String(page));
  return query.size === 0 ? "" : `?${query}`;
}

/** Whether an open alert belongs into the list. */
export function isNarrowedTo(
  alert: Pick<Alert, "severity" | "ruleName" | "status">,
  { tab, from, rule }: Facets,
): boolean {
  if (tab === "acknowledged" && alert.status !== "acknowledged") return false;
  if (from !== undefined && !isAtLeast(alert.severity, from)) return false;
  return rule === undefined || alert.ruleName === rule;
}

/** The severities of a history narrowed to one and above; undefined for all. */
export function severitiesFrom(from: Severity | undefined): Severity[] | undefined {
  return from === undefined ? undefined : SEVERITIES.filter((severity) => isAtLeast(severity, from));
}

/** How many facets hide something. */
export function facetCount({ from, rule }: Facets): number {
  return [from, rule].filter((facet) => facet !== undefined).length;
}

import { QuietReportPanel } from "@/components/preferences/quiet-report-panel";
import { ButtonLink } from "@/components/ui/button";
import { type AlertSort, type Facets, writeFacets } from "@/lib/alerts/narrow";
import type { AlertWire } from "@/lib/alerts/wire";
import { AlertFacets } from "./alert-facets";
import { AlertKeys } from "./alert-keys";
import { AlertRow } from "./alert-row";
import { AlertRows } from "./alert-rows";
import { AlertTabs, type TabCounts } from "./alert-tabs";
import { companyOf } from "./describe-group";
import { FacetSelect } from "./facet-select";
import { NoAlerts } from "./no-alerts";

interface AlertListProps {
  alerts: readonly AlertWire[];
  /** Without the facets. */
  total: number;
  /** With them, over all pages. */
  found: number;
  counts: TabCounts;
  rules: readonly string[];
  subsystems: readonly string[];
  facets: Facets;
  selected: number | null;
  pageSize: number;
  mayAct: boolean;
}

/** Tabs, facets and rows; on a phone the whole page, on a desk beside the alert that is open. */
export function AlertList({ alerts, facets, selected, mayAct, ...list }: AlertListProps) {
  const { total, found, counts, rules, subsystems, pageSize } = list;
  const query = writeFacets(facets);
  const hidden = facets.tab === "history" ? 0 : total - found;
  const hrefs = alerts.map(({ id }) => `/alerts/${id}${query}`);
  return (
    <section className="alerts-list" aria-label="Alerts">
      <AlertTabs facets={facets} counts={counts} />
      <div className="m-[8px] empty:hidden">
        <QuietReportPanel />
      </div>
      <AlertFacets facets={facets} rules={rules} subsystems={subsystems} />
      <div className="alerts-order">
        <SortChoice facets={facets} />
        {hidden > 0 && <span>{hidden} hidden by filter</span>}
      </div>
      {alerts.length === 0 && <NoAlerts facets={facets} hidden={hidden} />}
      <AlertRows
        mayAct={mayAct}
        selected={selected}
        entries={alerts.map((alert, index) => ({
          id: alert.id,
          version: alert.version,
          row: (
            <AlertRow
              alert={alert}
              href={hrefs[index] ?? "/alerts"}
              isSelected={alert.id === selected}
              company={companyOf(alert, alerts)}
            />
          ),
        }))}
      />
      <Pages facets={facets} total={found} pageSize={pageSize} />
      <AlertKeys hrefs={hrefs} current={alerts.findIndex(({ id }) => id === selected)} />
    </section>
  );
}

const SORTS: readonly { sort: AlertSort; word: string }[] = [
  { sort: "severity", word: "Gravest first" },
  { sort: "newest", word: "Newest first" },
  { sort: "money", word: "By money at risk" },
];

function SortChoice({ facets }: { facets: Facets }) {
  const usual: AlertSort = facets.tab === "history" ? "newest" : "severity";
  const href = (sort: AlertSort) =>
    `/alerts${writeFacets({ ...facets, page: 1, sort: sort === usual ? undefined : sort })}`;
  return (
    <FacetSelect
      label="Order"
      value={href(facets.sort ?? usual)}
      options={SORTS.map(({ sort, word }) => ({ href: href(sort), word })).toSorted(
        (a, b) => Number(b.href === href(usual)) - Number(a.href === href(usual)),
      )}
    />
  );
}

function Pages({ facets, total, pageSize }: { facets: Facets; total: number; pageSize: number }) {
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (last === 1) return null;
  const at = (page: number) => `/alerts${writeFacets({ ...facets, page })}`;
  return (
    <nav className="alerts-order" aria-label="Pages">
      {facets.page > 1 ? (
        <ButtonLink size="small" href={at(facets.page - 1)}>
          Back
        </ButtonLink>
      ) : (
        <span />
      )}
      <span>
        {facets.page} of {last}
      </span>
      {facets.page < last ? (
        <ButtonLink size="small" href={at(facets.page + 1)}>
          More
        </ButtonLink>
      ) : (
        <span />
      )}
    </nav>
  );
}

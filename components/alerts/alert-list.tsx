import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { type Facets, facetCount, writeFacets } from "@/lib/alerts/narrow";
import type { AlertWire } from "@/lib/alerts/wire";
import { AlertFacets } from "./alert-facets";
import { AlertKeys } from "./alert-keys";
import { AlertRow } from "./alert-row";
import { AlertTabs } from "./alert-tabs";

interface AlertListProps {
  alerts: readonly AlertWire[];
  /** Without the facets. */
  total: number;
  counts: { active: number; acknowledged: number };
  rules: readonly string[];
  facets: Facets;
  selected: number | null;
  pageSize: number;
}

/** Tabs, facets and rows; on a phone the whole page, on a desk beside the alert that is open. */
export function AlertList({ alerts, total, counts, rules, facets, selected, pageSize }: AlertListProps) {
  const query = writeFacets(facets);
  const hidden = facets.tab === "history" ? 0 : total - alerts.length;
  const hrefs = alerts.map(({ id }) => `/alerts/${id}${query}`);
  return (
    <section className="alerts-list" aria-label="Alerts">
      <AlertTabs facets={facets} counts={counts} />
      <AlertFacets facets={facets} rules={rules} />
      <p className="alerts-order">
        <span>{facets.tab === "history" ? "Newest first" : "Gravest first"}</span>
        {hidden > 0 && <span>{hidden} hidden by filter</span>}
      </p>
      {alerts.length === 0 ? (
        <NoAlerts facets={facets} hidden={hidden} />
      ) : (
        <ul className="rows">
          {alerts.map((alert, index) => (
            <li key={alert.id}>
              <AlertRow alert={alert} href={hrefs[index] ?? "/alerts"} isSelected={alert.id === selected} />
            </li>
          ))}
        </ul>
      )}
      {facets.tab === "history" && <Pages facets={facets} total={total} pageSize={pageSize} />}
      <AlertKeys hrefs={hrefs} current={alerts.findIndex(({ id }) => id === selected)} />
    </section>
  );
}

function NoAlerts({ facets, hidden }: { facets: Facets; hidden: number }) {
  const count = facetCount(facets);
  if (count > 0) {
    const clear = writeFacets({ tab: facets.tab, brand: facets.brand, page: 1 });
    return (
      <Empty
        kind="filtered"
        title={`Nothing matches ${count === 1 ? "the filter" : `${count} filters`}`}
        step={
          <ButtonLink size="small" href={`/alerts${clear}`}>
            Clear filters
          </ButtonLink>
        }
      >
        {hidden > 0 ? `${hidden} alerts are hidden.` : "None is hidden either."}
      </Empty>
    );
  }
  if (facets.tab === "active") {
    return (
      <Empty kind="good" title="0 open">
        An alert shows here the moment a rule's condition has held long enough.
      </Empty>
    );
  }
  return (
    <Empty kind="nothing-yet" title={facets.tab === "history" ? "No alert has ended yet" : "Nobody has taken one"}>
      {facets.tab === "history" ? "Resolved alerts are kept here." : "Acknowledged alerts are listed here."}
    </Empty>
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
          Newer
        </ButtonLink>
      ) : (
        <span />
      )}
      <span>
        {facets.page} of {last}
      </span>
      {facets.page < last ? (
        <ButtonLink size="small" href={at(facets.page + 1)}>
          Older
        </ButtonLink>
      ) : (
        <span />
      )}
    </nav>
  );
}

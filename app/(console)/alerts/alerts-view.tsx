import Link from "next/link";
import { notFound } from "next/navigation";
import { AlertDetail } from "@/components/alerts/alert-detail";
import { AlertGroup } from "@/components/alerts/alert-group";
import { AlertList } from "@/components/alerts/alert-list";
import { AlertMoney } from "@/components/alerts/alert-money";
import { alertSeries } from "@/components/alerts/alert-series";
import { OpenCounts } from "@/components/alerts/open-counts";
import { RefreshOnAlert } from "@/components/alerts/refresh-on-alert";
import { AlertEscalation } from "@/components/escalation/alert-escalation";
import { AlertMeasures } from "@/components/measures/alert-measures";
import { Page } from "@/components/shell/page";
import { HiddenBy } from "@/components/silences/hidden-by";
import { Callout } from "@/components/ui/callout";
import { Icon } from "@/components/ui/icon";
import { toRoute } from "@/components/ui/route";
import { findAlert } from "@/db/queries/alerts";
import { isAllowed } from "@/lib/access/permissions";
import { type Facets, writeFacets } from "@/lib/alerts/narrow";
import type { Context } from "@/lib/server/context";
import { alertChart } from "@/lib/server/services/alerts/chart";
import { listNarrowed } from "@/lib/server/services/alerts/list";
import { listAssignable } from "@/lib/server/services/alerts/list-assignable";
import { readAlert } from "@/lib/server/services/alerts/read";
import { whyNotAct } from "@/lib/server/services/alerts/require-own-alert";

interface AlertsViewProps {
  ctx: Context;
  facets: Facets;
  /** The one that is open; on a desk the first of the list where none is. */
  opened: number | null;
}

/** The list and, beside or over it, one alert. */
export async function AlertsView({ ctx, facets, opened }: AlertsViewProps) {
  const { counts, ...list } = await listNarrowed(ctx, facets);
  const shown = opened ?? list.alerts[0]?.id ?? null;
  const query = writeFacets(facets);
  const mayAct = isAllowed(ctx.actor, "alerts:act");
  return (
    <Page
      title="Alerts"
      aside={<OpenCounts bySeverity={counts.bySeverity} />}
      back={
        opened !== null && (
          <Link href={toRoute(`/alerts${query}`)} className="icon-button xl:hidden" aria-label="Back to the list">
            <Icon name="back" size={18} />
          </Link>
        )
      }
      mainClass={`alerts ${opened === null ? "alerts-closed" : "alerts-open"}`}
    >
      <RefreshOnAlert />
      <AlertList {...list} counts={counts} facets={facets} selected={shown} mayAct={mayAct} />
      {shown !== null && <OpenedAlert ctx={ctx} id={shown} />}
    </Page>
  );
}

async function OpenedAlert({ ctx, id }: { ctx: Context; id: number }) {
  const found = await findAlert(ctx.db, ctx.scope, id);
  if (found === null) notFound();
  const alert = await readAlert(ctx, id);
  const series = alertSeries(await alertChart(ctx, found), alert);
  const people = await listAssignable(ctx, found.brand);
  const limit = whyNotAct(ctx, found);
  const mayAct = limit === null && isAllowed(ctx.actor, "alerts:act");
  return (
    <AlertDetail
      alert={alert}
      series={series}
      group={alert.group && <AlertGroup group={alert.group} alertId={id} isCapped={alert.cap_until !== null} />}
      people={people}
      mayAct={mayAct}
      hiddenBy={
        <>
          {limit !== null && <Callout status="info">{limit}</Callout>}
          <HiddenBy alert={alert} mayAct={mayAct} />
        </>
      }
      escalation={<AlertEscalation alertId={alert.id} escalation={alert.escalation} />}
      money={<AlertMoney alert={alert} line={alert.money_line} />}
      measures={<AlertMeasures runs={alert.measures} />}
    />
  );
}

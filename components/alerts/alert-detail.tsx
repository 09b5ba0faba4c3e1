import { Badge } from "@/components/ui/badge";
import type { TimeSeries } from "@/components/ui/chart/schema";
import { statusOfSeverity } from "@/components/ui/status";
import type { AlertWire, TimelineWire } from "@/lib/alerts/wire";
import type { NotificationWire } from "@/lib/notifications/wire";
import { AlertActions } from "./alert-actions";
import { AlertChartPanel } from "./alert-chart";
import { AlertDock } from "./alert-dock";
import { AlertFacts } from "./alert-facts";
import { AlertTimeline } from "./alert-timeline";
import { AlertTold } from "./alert-told";
import { numberOf, standingOf, titleOf } from "./describe-alert";
import { Runbook } from "./runbook";

interface AlertDetailProps {
  alert: AlertWire & { timeline: TimelineWire[]; notifications: NotificationWire[] };
  series: TimeSeries;
  mayAct: boolean;
}

/** One alert: what, since when, how bad, what to do, what was done, who was told and who was not and why. */
export function AlertDetail({ alert, series, mayAct }: AlertDetailProps) {
  const { severity, status, details, timeline, notifications } = alert;
  const current = series.lines[0]?.values.findLast((value) => value !== null) ?? null;
  const description = typeof details.description === "string" ? details.description : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, and a resolved alert has nothing else to focus
    <article className="alert-detail" tabIndex={0} aria-label={titleOf(alert)}>
      <header className={`alert-head alert-head-${status === "resolved" ? "ok" : statusOfSeverity(severity)}`}>
        <div>
          <p className="flex flex-wrap items-center gap-[10px] text-text-2">
            <Badge status={statusOfSeverity(severity)} variant="solid" />
            <span>{standingOf(alert)}</span>
            <span className="mono text-text-3">{numberOf(alert)}</span>
          </p>
          <h2 className="mt-[4px] text-20 tracking-[-0.02em]">{titleOf(alert)}</h2>
        </div>
        <AlertActions alert={alert} mayAct={mayAct} />
      </header>
      <AlertFacts alert={alert} current={current} />
      <AlertChartPanel alert={alert} series={series} />
      <div className="alert-columns">
        <div className="stack">
          <Runbook text={alert.runbook} description={description} />
          <AlertTimeline entries={timeline} severity={severity} />
        </div>
        <AlertTold notifications={notifications} />
      </div>
      <AlertDock alert={alert} mayAct={mayAct} />
    </article>
  );
}

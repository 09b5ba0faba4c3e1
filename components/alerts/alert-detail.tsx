import type { ReactNode } from "react";
import type { TimeSeries } from "@/components/ui/chart/schema";
import type { AlertWire, TimelineWire } from "@/lib/alerts/wire";
import type { NotificationWire } from "@/lib/notifications/wire";
import { AlertChartPanel } from "./alert-chart";
import { AlertDock } from "./alert-dock";
import { AlertFacts } from "./alert-facts";
import { AlertHead } from "./alert-head";
import { AlertTimeline } from "./alert-timeline";
import { AlertTold } from "./alert-told";
import type { Assignable } from "./assign-dialog";
import { titleOf } from "./describe-alert";
import { Runbook } from "./runbook";

interface AlertDetailProps {
  alert: AlertWire & { timeline: TimelineWire[]; notifications: NotificationWire[] };
  series: TimeSeries;
  /** Whom it can be given to. */
  people: readonly Assignable[];
  mayAct: boolean;
  /** What hides it from people, above its figures. */
  hiddenBy?: ReactNode;
  /** Its policy and the next step, under its figures. */
  escalation?: ReactNode;
  /** What it costs, under its chart. */
  money?: ReactNode;
  /** What can be called on the platform, under what to do. */
  measures?: ReactNode;
  /** Those it is shown and told with. */
  group?: ReactNode;
}

/** One alert: what, since when, how bad, what to do, what was done, who was told and who was not and why. */
export function AlertDetail({ alert, series, people, mayAct, ...panels }: AlertDetailProps) {
  const { details, timeline, notifications } = alert;
  const { hiddenBy, escalation, money, measures, group } = panels;
  const current = series.lines[0]?.values.findLast((value) => value !== null) ?? null;
  const description = typeof details.description === "string" ? details.description : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, and a resolved alert has nothing else to focus
    <article className="alert-detail" tabIndex={0} aria-label={titleOf(alert)}>
      <AlertHead alert={alert} people={people} mayAct={mayAct} />
      {hiddenBy}
      <AlertFacts alert={alert} current={current} />
      {escalation}
      <AlertChartPanel alert={alert} series={series} />
      {money}
      <div className="alert-columns">
        <div className="stack">
          <Runbook text={alert.runbook} description={description} />
          {measures}
          <AlertTimeline alert={alert} entries={timeline} mayAct={mayAct} />
        </div>
        <div className="stack">
          {group}
          <AlertTold alertId={alert.id} notifications={notifications} />
        </div>
      </div>
      <AlertDock alert={alert} people={people} mayAct={mayAct} />
    </article>
  );
}

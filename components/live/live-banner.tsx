"use client";

import Link from "next/link";
import { factOf, standingOf } from "@/components/alerts/describe-alert";
import { useAlertCommand } from "@/components/alerts/use-alert-command";
import { useKey } from "@/components/shell/use-key";
import { Banner, type BannerBlock } from "@/components/ui/banner";
import { Button, ButtonLink } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { formatQuantity } from "@/components/ui/figure";
import { toRoute } from "@/components/ui/route";
import { STATUS_WORDS, statusOfSeverity } from "@/components/ui/status";
import { Age, Countdown, Time } from "@/components/ui/time";
import type { AlertWire } from "@/lib/alerts/wire";
import type { LiveStatus } from "@/lib/feed/live";
import { type LiveBanner as BannerWords, bannerOf } from "./banner-of";

interface LiveBannerProps {
  status: LiveStatus;
  mayAct: boolean;
  brand?: string;
}

/** The one sentence the page is opened for. */
export function LiveBanner({ status, mayAct, brand }: LiveBannerProps) {
  const words = bannerOf(status, useNow());
  const actions =
    words.kind === "alert" ? <AlertActions alert={words.alert} mayAct={mayAct} brand={brand} /> : undefined;
  return (
    <Banner status={words.status} title={words.title} blocks={blocksOf(words, status)} actions={actions}>
      <BannerLine words={words} status={status} />
    </Banner>
  );
}

function BannerLine({ words, status }: { words: BannerWords; status: LiveStatus }) {
  const { active, evaluatedAt } = status.rules;
  switch (words.kind) {
    case "alert":
      return <AlertLine alert={words.alert} others={words.others} />;
    case "unwell":
      return <>{active} rules watch it. An alert is raised when a condition has held long enough.</>;
    case "unknown":
      return <>Figures below are the last known. Collection goes on by itself as soon as the sources answer.</>;
    case "well":
      return (
        <>
          {active} rules
          {evaluatedAt !== null && (
            <>
              {" "}
              evaluated <Age at={laterOf(evaluatedAt, status.at)} /> ago
            </>
          )}
          , {status.alerts.length} open.
          {words.endedAt !== null && (
            <>
              {" "}
              The last alert ended <Age at={words.endedAt} /> ago.
            </>
          )}
        </>
      );
  }
}

/** Rules are evaluated with each collection, so a newer collection is a newer evaluation. */
function laterOf(evaluatedAt: string, collectedAt: string): string {
  return evaluatedAt > collectedAt ? evaluatedAt : collectedAt;
}

function AlertLine({ alert, others }: { alert: AlertWire; others: number }) {
  const { severity, triggered_at, escalates_at } = alert;
  return (
    <>
      {STATUS_WORDS[statusOfSeverity(severity)]} since <Time at={triggered_at} show="smart" />. {factOf(alert)}.{" "}
      {standingOf(alert)}.
      {escalates_at !== null && (
        <>
          {" "}
          Escalates in{" "}
          <b className="text-text-1">
            <Countdown to={escalates_at} />
          </b>
          .
        </>
      )}
      {others > 0 && (
        <>
          {" "}
          <Link href={toRoute("/alerts")}>{others === 1 ? "1 more is open" : `${others} more are open`}</Link>.
        </>
      )}
    </>
  );
}

interface AlertActionsProps {
  alert: AlertWire;
  mayAct: boolean;
  brand?: string;
}

function AlertActions({ alert, mayAct, brand }: AlertActionsProps) {
  const { run, isBusy } = useAlertCommand();
  const canAcknowledge = mayAct && alert.status !== "acknowledged";
  const acknowledge = () => {
    if (canAcknowledge && !isBusy) void run(alert, { command: "acknowledge" });
  };
  useKey("a", acknowledge);
  const query = brand === undefined ? "" : `?brand=${encodeURIComponent(brand)}`;
  return (
    <>
      {canAcknowledge && (
        <Button variant="inverse" icon="check" shortcut="A" disabled={isBusy} onClick={acknowledge}>
          Acknowledge
        </Button>
      )}
      <ButtonLink href={`/alerts/${alert.id}${query}`}>Open</ButtonLink>
    </>
  );
}

function blocksOf(words: BannerWords, { uptime }: LiveStatus): BannerBlock[] {
  if (words.kind !== "well" || uptime === null) return [];
  return [{ name: "Uptime", figure: formatQuantity(uptime, "percent"), aid: "of all checks so far" }];
}

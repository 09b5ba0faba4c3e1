import Link from "next/link";
import { formatMoney } from "@/components/ui/figure";
import { toRoute } from "@/components/ui/route";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Age } from "@/components/ui/time";
import type { AlertWire } from "@/lib/alerts/wire";
import { describeValue } from "@/lib/rules/describe";
import { CapHint } from "./cap-hint";
import { hidingOf, limitOf, standingOf, titleOf } from "./describe-alert";

interface AlertRowProps {
  alert: AlertWire;
  href: string;
  isSelected?: boolean;
  isNew?: boolean;
  /** "With 2 others. ": those of its group. */
  company?: string;
}

/** One alert as a link: how grave, what, who has it, what it costs or measures, how long. */
export function AlertRow({ alert, href, isSelected, isNew, company }: AlertRowProps) {
  const { severity, triggered_at, status } = alert;
  const hiding = status === "resolved" ? null : hidingOf(alert);
  return (
    <Link
      href={toRoute(href)}
      scroll={false}
      className={isNew ? "alert-row alert-new" : "alert-row"}
      aria-current={isSelected ? "true" : undefined}
    >
      <StatusIcon status={status === "resolved" ? "ok" : statusOfSeverity(severity)} size={17} label={severity} />
      <span className="alert-title">{titleOf(alert)}</span>
      <Figure alert={alert} />
      <span className="alert-aid">
        {hiding !== null && `${hiding} · `}
        {status !== "resolved" && <CapHint until={alert.cap_until} told={alert.notifications_sent} />}
        {limitOf(alert)}
        {company}
        {standingOf(alert)}
      </span>
      <span className="alert-age">
        <Rate alert={alert} />
        <Age at={triggered_at} />
      </span>
    </Link>
  );
}

/** Money at risk where it is known, else what was measured. */
function Figure({ alert: { money_at_risk: money, value, threshold, metric } }: { alert: AlertWire }) {
  if (money !== null)
    return <span className="alert-right text-figure">{formatMoney(money.total, money.currency, "whole")}</span>;
  return (
    <span className="alert-right text-text-2">{value === null ? "" : describeValue(value, metric, threshold)}</span>
  );
}

function Rate({ alert: { money_at_risk: money, status } }: { alert: AlertWire }) {
  if (money === null || status === "resolved") return null;
  return <span className="alert-rate">+{formatMoney(money.per_minute, money.currency, "whole")}/min · </span>;
}

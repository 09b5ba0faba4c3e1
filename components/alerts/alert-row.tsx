import Link from "next/link";
import { toRoute } from "@/components/ui/route";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Age } from "@/components/ui/time";
import type { AlertWire } from "@/lib/alerts/wire";
import { describeValue } from "@/lib/rules/describe";
import { limitOf, standingOf, titleOf } from "./describe-alert";

interface AlertRowProps {
  alert: AlertWire;
  href: string;
  isSelected?: boolean;
  isNew?: boolean;
}

/** One alert as a link: how grave, what, who has it, how long. */
export function AlertRow({ alert, href, isSelected, isNew }: AlertRowProps) {
  const { severity, value, metric, triggered_at, status } = alert;
  return (
    <Link
      href={toRoute(href)}
      scroll={false}
      className={isNew ? "alert-row alert-new" : "alert-row"}
      aria-current={isSelected ? "true" : undefined}
    >
      <StatusIcon status={status === "resolved" ? "ok" : statusOfSeverity(severity)} size={17} label={severity} />
      <span className="alert-title">{titleOf(alert)}</span>
      <span className="alert-right text-text-2">{value === null ? "" : describeValue(value, metric)}</span>
      <span className="alert-aid">
        {limitOf(alert)}
        {standingOf(alert)}
      </span>
      <span className="alert-age">
        <Age at={triggered_at} />
      </span>
    </Link>
  );
}

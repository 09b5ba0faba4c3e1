import Link from "next/link";
import { titleOf } from "@/components/alerts/describe-alert";
import { toRoute } from "@/components/ui/route";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import type { AlertWire } from "@/lib/alerts/wire";
import { describeValue } from "@/lib/rules/describe";

/** One alert in one line: how grave, what, how much. */
export function HiddenAlertLine({ alert }: { alert: AlertWire }) {
  const { id, severity, value, threshold, metric } = alert;
  return (
    <li className="flex min-w-0 items-center gap-[8px]">
      <StatusIcon status={statusOfSeverity(severity)} size={14} label={severity} />
      <Link href={toRoute(`/alerts/${id}`)} className="min-w-0 flex-1 truncate underline decoration-line-2">
        {titleOf(alert)}
      </Link>
      <span className="flex-none text-12 text-text-3">
        {value === null ? "" : describeValue(value, metric, threshold)}
      </span>
    </li>
  );
}

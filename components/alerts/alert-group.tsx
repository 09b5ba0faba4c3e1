import Link from "next/link";
import { Panel } from "@/components/ui/panel";
import { toRoute } from "@/components/ui/route";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Countdown, Time } from "@/components/ui/time";
import type { GroupWire } from "@/lib/alerts/group-wire";
import type { AlertStatus } from "@/lib/alerts/schema";
import { countOf } from "./describe-group";

interface AlertGroupProps {
  group: GroupWire;
  /** The one whose page this is. */
  alertId: number;
  /** It was raised beyond its rule's alerts an hour. */
  isCapped: boolean;
}

const STANDING: Record<AlertStatus, string> = {
  triggered: "Not acknowledged",
  acknowledged: "Acknowledged",
  escalated: "Escalated",
  resolved: "Resolved",
};

/** What an alert is shown and told with, and when the next notice of it goes; nothing where it stands alone. */
export function AlertGroup({ group, alertId, isCapped }: AlertGroupProps) {
  if (group.alerts.length < 2 && group.next_notice_at === null) return null;
  return (
    <Panel
      title={`Group: ${group.title}`}
      note={countOf(group)}
      foot={
        <span>
          <NextNotice {...{ group, alertId, isCapped }} />
        </span>
      }
    >
      <ul className="rows">
        {group.alerts.map(({ id, title, severity, status, waits_until }) => (
          <li key={id}>
            <Link
              href={toRoute(`/alerts/${id}`)}
              className="alert-row"
              aria-current={id === alertId ? "true" : undefined}
            >
              <StatusIcon
                status={status === "resolved" ? "ok" : statusOfSeverity(severity)}
                size={17}
                label={severity}
              />
              <span className="alert-title">{title}</span>
              <span className="alert-right mono text-text-3">A-{id}</span>
              <span className="alert-aid">
                {STANDING[status]}
                {waits_until !== null && ", not told yet"}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** "Next notice in 3 min, with 2 others". */
function NextNotice({ group, alertId, isCapped }: AlertGroupProps) {
  const waiting = group.alerts.filter(({ waits_until }) => waits_until !== null);
  const own = waiting.find(({ id }) => id === alertId);
  const at = own?.waits_until ?? group.next_notice_at;
  if (at === null) {
    if (group.told_at === null) return <>Nobody but the log was told of this group.</>;
    return (
      <>
        Last told <Time at={group.told_at} show="smart" />; nothing waits to be told.
      </>
    );
  }
  const others = waiting.filter(({ id }) => id !== alertId).length;
  const company = others === 0 ? "" : own === undefined ? `, of ${others} others` : `, with ${others} others`;
  return (
    <>
      Next notice in <Countdown to={at} />
      {others === 1 ? company.replace("others", "other") : company}
      {own !== undefined && isCapped && (
        <>
          . Over its rule’s alerts an hour: told with the others, at <Time at={at} show="smart" /> at the latest
        </>
      )}
      .
    </>
  );
}

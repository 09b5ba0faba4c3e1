import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { toRoute } from "@/components/ui/route";
import { statusOfSeverity } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { AlertWire } from "@/lib/alerts/wire";
import { AlertActions } from "./alert-actions";
import type { Assignable } from "./assign-dialog";
import { numberOf, standingOf, titleOf } from "./describe-alert";

interface AlertHeadProps {
  alert: AlertWire;
  people: readonly Assignable[];
  mayAct: boolean;
}

/** What it is, who has it, whether it is snoozed, and what can be done. */
export function AlertHead({ alert, people, mayAct }: AlertHeadProps) {
  const { severity, status, outcome, acknowledged_until } = alert;
  return (
    <header className={`alert-head alert-head-${status === "resolved" ? "ok" : statusOfSeverity(severity)}`}>
      <div>
        <p className="flex flex-wrap items-center gap-x-[10px] gap-y-[2px] text-text-2">
          <Badge status={statusOfSeverity(severity)} variant="solid" />
          <span>{standingOf(alert)}</span>
          <span className="mono text-text-3">{numberOf(alert)}</span>
          {alert.alert_rule_id !== null && (
            <Link href={toRoute(`/rules/${alert.alert_rule_id}`)} className="mono">
              {alert.rule_name}
            </Link>
          )}
          {status === "acknowledged" && acknowledged_until !== null && (
            <span className="alert-mark">
              <Icon name="clock" size={13} /> told again at <Time at={acknowledged_until} show="smart" />
            </span>
          )}
          <Snoozed alert={alert} />
          {outcome !== null && <span className="alert-mark">{outcome === "useful" ? "Useful" : "Noise"}</span>}
        </p>
        <h2 className="mt-[4px] text-20 tracking-[-0.02em]">{titleOf(alert)}</h2>
      </div>
      <AlertActions alert={alert} people={people} mayAct={mayAct} />
    </header>
  );
}

function Snoozed({ alert: { snooze } }: { alert: AlertWire }) {
  if (snooze === null) return null;
  return (
    <span className="alert-mark">
      <Icon name="silence" size={13} /> Snoozed by {snooze.by}
      {snooze.until !== null && (
        <>
          {" "}
          until <Time at={snooze.until} show="smart" />
        </>
      )}
      {snooze.worse_than !== null && `${snooze.until === null ? "" : ","} until worse than ${snooze.worse_than}`}
    </span>
  );
}

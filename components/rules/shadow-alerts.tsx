import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Time } from "@/components/ui/time";
import type { Severity } from "@/lib/kernel/severity";
import type { RuleMode } from "@/lib/rules/schema";

export interface ShadowAlertJson {
  id: number;
  severity: Severity;
  message: string;
  triggered_at: string;
  resolved_at: string | null;
}

/** What the rule raised while it was in shadow; nothing of a rule that never was. */
export function ShadowAlerts({ alerts, mode }: { alerts: readonly ShadowAlertJson[]; mode: RuleMode }) {
  if (alerts.length === 0 && mode !== "shadow") return null;
  return (
    <Panel title="In shadow" note="recorded, nobody was told">
      {alerts.length === 0 ? (
        <Empty kind="nothing-yet" title="Nothing raised yet">
          What the rule would have raised is listed here as it happens.
        </Empty>
      ) : (
        <ul className="rows rule-standing">
          {alerts.map(({ id, severity, message, triggered_at: raised, resolved_at: resolved }) => (
            <li key={id}>
              <StatusIcon status={statusOfSeverity(severity)} size={14} label={severity} />
              <b>
                <Time at={raised} show="moment" />
              </b>
              <span>
                {message}. {resolved === null ? "Still open" : "Over"}; nobody was told.
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

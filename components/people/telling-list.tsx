import Link from "next/link";
import { CHANNELS, decisionOf } from "@/components/alerts/people-told";
import { Icon } from "@/components/ui/icon";
import { toRoute } from "@/components/ui/route";
import { STATUS_WORDS, statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Time } from "@/components/ui/time";
import { properName } from "@/lib/kernel/words";
import type { DecisionWire } from "@/lib/notifications/decision-wire";
import type { TellingWire } from "@/lib/notifications/telling-wire";
import { GateList } from "./gate-list";

/** Alerts with what came of each for one person, by each channel, and why. */
export function TellingList({ alerts }: { alerts: readonly TellingWire[] }) {
  return (
    <ul className="rows">
      {alerts.map(({ alert, decisions }) => (
        <li key={alert.id} className="telling">
          <header>
            <StatusIcon status={statusOfSeverity(alert.severity)} size={16} />
            <div className="min-w-0 flex-1">
              <Link href={toRoute(`/alerts/${alert.id}`)} className="font-medium">
                {alert.title}
              </Link>
              <small className="block text-text-3">
                {STATUS_WORDS[statusOfSeverity(alert.severity)]}
                {alert.brand !== null && `, ${properName(alert.brand)}`}, raised{" "}
                <Time at={alert.triggered_at} show="smart" />
              </small>
            </div>
          </header>
          <ul>
            {decisions.map((decision) => (
              <Decision key={decision.id} decision={decision} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Decision({ decision }: { decision: DecisionWire }) {
  const { icon, word, at, why } = decisionOf(decision);
  return (
    <li>
      <details>
        <summary>
          <Icon name={icon} size={14} className="text-text-3" />
          <span className="text-text-3">{CHANNELS[decision.channel].word}</span>
          <span className={decision.outcome === "told" ? undefined : "text-text-2"}>
            {word}
            {at !== null && (
              <>
                {" "}
                <Time at={at} show="smart" />
              </>
            )}
            {`: ${why ?? decision.reason}`}
          </span>
          <Icon name="next" size={13} className="telling-more" />
        </summary>
        <GateList gates={decision.gates} />
      </details>
    </li>
  );
}

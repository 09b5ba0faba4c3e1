import { Icon, type IconName } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Timeline } from "@/components/ui/timeline";
import type { TimelineKind } from "@/lib/alerts/schema";
import type { TimelineWire } from "@/lib/alerts/wire";
import type { Severity } from "@/lib/kernel/severity";

const ICONS: Record<Exclude<TimelineKind, "raised">, IconName> = {
  acknowledged: "check",
  unacknowledged: "retry",
  escalated: "escalate",
  resolved: "check",
  notified: "send",
  attempt: "mail",
  comment: "chat",
  worsened: "escalate",
  eased: "check",
  assigned: "person",
  snoozed: "clock",
  muted: "silence",
  unmuted: "push",
  grouped: "brands",
  outcome: "check",
  measure: "webhook",
  rule_changed: "rules",
};

/** Everything that happened to it, newest first. */
export function AlertTimeline({ entries, severity }: { entries: readonly TimelineWire[]; severity: Severity }) {
  return (
    <Panel title="Timeline" note={`${entries.length}`}>
      <Timeline
        entries={entries.toReversed().map(({ id, at, kind, actor, message }) => ({
          key: id,
          at,
          icon:
            kind === "raised" ? (
              <StatusIcon status={statusOfSeverity(severity)} size={14} />
            ) : (
              <Icon
                name={ICONS[kind]}
                size={14}
                className={kind === "notified" || kind === "attempt" ? "text-text-3" : "text-ok"}
              />
            ),
          text: message,
          aid: actor,
        }))}
      />
    </Panel>
  );
}

"use client";

import { useState } from "react";
import { Empty } from "@/components/ui/empty";
import { Icon, type IconName } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { SegmentedButtons } from "@/components/ui/segmented";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Timeline } from "@/components/ui/timeline";
import type { TimelineKind } from "@/lib/alerts/schema";
import type { AlertWire, TimelineWire } from "@/lib/alerts/wire";
import { isByPerson } from "./by-person";
import { CommentForm } from "./comment-form";

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

const QUIET: readonly TimelineKind[] = ["notified", "attempt", "grouped"];

const SHOWN = [
  { value: "all", word: "All" },
  { value: "people", word: "People" },
  { value: "system", word: "System" },
] as const;

interface AlertTimelineProps {
  alert: AlertWire;
  entries: readonly TimelineWire[];
  mayAct: boolean;
}

/** Everything that happened to it, newest first: by people, by the system, or both; and a place to say something. */
export function AlertTimeline({ alert, entries, mayAct }: AlertTimelineProps) {
  const [who, setWho] = useState<(typeof SHOWN)[number]["value"]>("all");
  const shown = entries.filter((entry) => who === "all" || isByPerson(entry) === (who === "people"));
  return (
    <Panel
      title="Timeline"
      note={who === "all" ? `${entries.length}` : `${shown.length} of ${entries.length}`}
      aside={<SegmentedButtons label="Whose doing" value={who} options={SHOWN} onChoose={setWho} />}
    >
      <CommentForm alert={alert} mayAct={mayAct} />
      {shown.length === 0 ? (
        <Empty kind="nothing-yet" title={who === "people" ? "Nobody has done anything yet" : "Nothing yet"}>
          What is done and said about this alert stands here.
        </Empty>
      ) : (
        <Timeline
          entries={shown.toReversed().map((entry) => ({
            key: entry.id,
            at: entry.at,
            icon: <EntryIcon entry={entry} severity={alert.severity} />,
            text: entry.kind === "comment" ? <q className="timeline-quote">{entry.message}</q> : entry.message,
            aid: entry.actor,
          }))}
        />
      )}
    </Panel>
  );
}

function EntryIcon({ entry: { kind }, severity }: { entry: TimelineWire; severity: AlertWire["severity"] }) {
  if (kind === "raised") return <StatusIcon status={statusOfSeverity(severity)} size={14} />;
  return <Icon name={ICONS[kind]} size={14} className={QUIET.includes(kind) ? "text-text-3" : "text-ok"} />;
}

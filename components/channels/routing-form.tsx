"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ChangeReplay } from "@/components/escalation/change-replay";
import { useSetting } from "@/components/settings/use-setting";
import { Badge } from "@/components/ui/badge";
import { BlockedButton, Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { statusOfSeverity } from "@/components/ui/status";
import { useToast } from "@/components/ui/toast";
import { isAtLeast, raiseSeverity, SEVERITIES, type Severity } from "@/lib/kernel/severity";
import type { Routing } from "@/lib/notifications/house";
import { describeRoutingChange, ROUTED } from "@/lib/notifications/routing-wire";
import type { Channel } from "@/lib/rules/schema";
import { CHANNEL_NAMES } from "./channel-words";

interface RoutingFormProps {
  routing: Routing;
  defaults: Routing;
  /** The version of what is shown. */
  updatedAt: string | null;
  /** Channels that cannot be used now: their cells are dashed, and may be set all the same. */
  unready: readonly string[];
  mayChange: boolean;
}

/** Channels down, severities across: one floor each, so what is graver than a marked cell is marked too. */
export function RoutingForm({ routing, defaults, updatedAt, unready, mayChange }: RoutingFormProps) {
  const [draft, setDraft] = useState(routing);
  const { save, isBusy } = useSetting("config/routing");
  const router = useRouter();
  const toast = useToast();
  const changes = describeRoutingChange(routing, draft);

  const submit = async () => {
    const refused = await save({ body: { ...draft, updated_at: updatedAt }, done: "The routing is changed." });
    if (refused === null) return;
    toast({ status: "warn", text: refused.message });
    if (refused.status === 409) router.refresh();
  };

  return (
    <>
      <RoutingTable draft={draft} unready={unready} onChange={mayChange ? setDraft : undefined} />
      {mayChange && (
        <div className="form-foot">
          <ChangeReplay change={changes.length === 0 ? null : { routing: draft }} />
          {changes.length === 0 ? (
            <BlockedButton reason="Nothing changed">Save routing</BlockedButton>
          ) : (
            <>
              <Button variant="primary" disabled={isBusy} onClick={() => void submit()}>
                {isBusy ? "Saving…" : "Save routing"}
              </Button>
              <span className="why" aria-live="polite">
                {changes.map(nameFirst).join("; ")}
              </span>
            </>
          )}
          {describeRoutingChange(defaults, draft).length > 0 && (
            <Button variant="ghost" className="ml-auto" onClick={() => setDraft(defaults)}>
              Reset to default
            </Button>
          )}
        </div>
      )}
    </>
  );
}

interface RoutingTableProps {
  draft: Routing;
  unready: readonly string[];
  /** Absent for who may only read. */
  onChange: ((draft: Routing) => void) | undefined;
}

function RoutingTable({ draft, unready, onChange }: RoutingTableProps) {
  return (
    <table className="routing-table">
      <caption className="sr-only">From which severity each channel hears</caption>
      <thead>
        <tr>
          <th scope="col">Channel</th>
          {SEVERITIES.map((severity) => (
            <th key={severity} scope="col">
              <Badge status={statusOfSeverity(severity)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROUTED.map((channel) => (
          <tr key={channel} className={unready.includes(channel) ? "routing-unready" : undefined}>
            <th scope="row">
              {CHANNEL_NAMES[channel]}
              {unready.includes(channel) && <small>not ready</small>}
            </th>
            {SEVERITIES.map((severity) => (
              <td key={severity}>
                <Cell
                  channel={channel}
                  severity={severity}
                  floor={draft[channel]}
                  onChoose={onChange && ((floor) => onChange({ ...draft, [channel]: floor }))}
                />
              </td>
            ))}
          </tr>
        ))}
        {["Log", "Console"].map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td colSpan={SEVERITIES.length}>
              <span className="routing-locked">
                <Icon name="lock" size={13} />
                hears of everything, always
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  channel: Channel;
  severity: Severity;
  floor: Severity;
  onChoose: ((floor: Severity) => void) | undefined;
}

/** Marking a cell makes it the floor; unmarking it lifts the floor above it. Emergencies always go. */
function Cell({ channel, severity, floor, onChoose }: CellProps) {
  const isMarked = isAtLeast(severity, floor);
  const isAlways = severity === "emergency";
  const name = `${CHANNEL_NAMES[channel]} hears of ${severity}`;
  return (
    <label className="routing-cell" title={isAlways ? "An emergency goes to every channel." : undefined}>
      <input
        type="checkbox"
        aria-label={isAlways ? `${name}, always` : name}
        checked={isMarked}
        disabled={onChoose === undefined || (isAlways && isMarked)}
        onChange={() => onChoose?.(isMarked ? raiseSeverity(severity) : severity)}
      />
      {isMarked && <Icon name="check" size={12} />}
    </label>
  );
}

/** "slack hears …" with the channel's name as people call it. */
function nameFirst(change: string): string {
  const channel = ROUTED.find((one) => change.startsWith(`${one} `));
  return channel === undefined ? change : `${CHANNEL_NAMES[channel]}${change.slice(channel.length)}`;
}

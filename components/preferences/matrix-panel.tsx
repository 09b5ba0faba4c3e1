import { Badge } from "@/components/ui/badge";
import { formatDuration } from "@/components/ui/duration";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { statusOfSeverity } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { SEVERITIES, type Severity } from "@/lib/kernel/severity";
import type { Floors } from "@/lib/preferences/matrix";
import { CHANNEL_WORDS } from "./channel-words";
import { ChannelRow, HouseRow, LockedRow } from "./matrix-row";
import type { ShownChannel } from "./shown";
import { SwitchBox } from "./switch-box";
import type { Editing } from "./use-preferences";

/** Where there are 44 px. */
const SHORT: Record<Severity, string> = { info: "Info", warning: "Warn", critical: "Crit", emergency: "Emer" };

interface MatrixPanelProps extends Editing {
  channels: readonly ShownChannel[];
  floors: Floors;
  /** Whether this person may send tests. */
  maySendTests: boolean;
}

/** Which severities reach a person by which channel, after how long, and a test of each. */
export function MatrixPanel({ channels, floors, maySendTests, ...editing }: MatrixPanelProps) {
  const { draft, change } = editing;
  return (
    <Panel title="What reaches me, and where" foot={<Legend channels={channels} />}>
      <ul>
        <li className="matrix-row matrix-head">
          <span>Channel</span>
          {SEVERITIES.map((severity) => (
            <span key={severity} className="contents">
              <span className="max-md:hidden">
                <Badge status={statusOfSeverity(severity)} />
              </span>
              <span className="md:hidden">
                <Badge status={statusOfSeverity(severity)} word={SHORT[severity]} />
              </span>
            </span>
          ))}
          <span className="matrix-wide">After</span>
          <span className="matrix-wide" />
        </li>
        <LockedRow />
        {channels.map((channel) => (
          <ChannelRow key={channel.channel} {...{ channel, floors, maySendTests, editing }} />
        ))}
        <HouseRow />
      </ul>
      <div className="border-line border-t px-[12px] py-[4px]">
        <SwitchBox
          name="resolution_notices"
          isOn={draft.resolution_notices}
          onSwitch={(isOn) => change({ resolution_notices: isOn })}
        >
          <span>Mail me too when an alert I was mailed about is resolved</span>
        </SwitchBox>
      </div>
    </Panel>
  );
}

function Legend({ channels }: { channels: readonly ShownChannel[] }) {
  const [last] = channels
    .flatMap((one) => (one.lastTest === null ? [] : [{ ...one.lastTest, of: one.channel }]))
    .sort((a, b) => b.at.localeCompare(a.at));
  return (
    <div className="matrix-legend flex-1">
      <span>
        <Icon name="lock" size={12} /> fixed by the house
      </span>
      <span>
        <Icon name="held" size={12} /> held in quiet hours
      </span>
      <span>
        <i className="cell-box cell-silent" /> not configured or not linked: kept until it is
      </span>
      {last !== undefined && (
        <span className="matrix-tested">
          Last test: {CHANNEL_WORDS[last.of].name} <Time at={last.at} show="smart" />,{" "}
          {last.isDelivered ? "delivered" : "not delivered"}
          {last.durationMs !== null &&
            ` in ${last.durationMs < 1000 ? `${last.durationMs} ms` : formatDuration(last.durationMs)}`}
        </span>
      )}
    </div>
  );
}

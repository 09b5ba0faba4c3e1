import { SendTest } from "@/components/channels/send-test";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { STATUS_WORDS, statusOfSeverity } from "@/components/ui/status";
import { SEVERITIES, type Severity } from "@/lib/kernel/severity";
import { type Floors, isCellOn, isHeldAtNight, switchCell } from "@/lib/preferences/matrix";
import type { PersonalChannel } from "@/lib/preferences/schema";
import { CHANNEL_WORDS } from "./channel-words";
import type { ShownChannel } from "./shown";
import type { Editing } from "./use-preferences";

/** The console itself tells of everything, whoever looks. */
export function LockedRow() {
  return (
    <li className="matrix-row">
      <b className="matrix-name">
        <Icon name="live" />
        In console
      </b>
      <small className="matrix-where">feed and banner</small>
      {SEVERITIES.map((severity) => (
        <span key={severity} className="matrix-cell" title="The house fixes it: the console shows every alert.">
          <span className="cell-box cell-locked">
            <Icon name="lock" size={10} />
          </span>
          <span className="sr-only">{wordOf(severity)} alerts in the console: always, fixed by the house.</span>
        </span>
      ))}
      <span className="matrix-after">at once</span>
    </li>
  );
}

/** Machines and duty services are told as channels: there is nothing to choose for one person. */
export function HouseRow() {
  return (
    <li className="matrix-row">
      <b className="matrix-name">
        <Icon name="call" />
        PagerDuty
      </b>
      <small className="matrix-why">calls who is on duty there, not you by name</small>
      {SEVERITIES.map((severity) => (
        <span key={severity} className="matrix-cell" aria-hidden>
          <span className="cell-box cell-silent">
            <Icon name="same" size={10} />
          </span>
        </span>
      ))}
      <span className="matrix-after text-text-3">by the house</span>
    </li>
  );
}

interface ChannelRowProps {
  channel: ShownChannel;
  floors: Floors;
  maySendTests: boolean;
  editing: Editing;
}

/** One channel: a cell for each severity, its delay and its test. */
export function ChannelRow({ channel: shown, floors, maySendTests, editing }: ChannelRowProps) {
  const { channel, where, silentBecause } = shown;
  const { name, icon } = CHANNEL_WORDS[channel];
  return (
    <li className="matrix-row">
      <b className="matrix-name">
        <Icon name={icon} />
        {name}
      </b>
      <small className={silentBecause === null ? "matrix-where" : "matrix-why"}>{silentBecause ?? where}</small>
      {SEVERITIES.map((severity) => (
        <SeverityCell key={severity} {...{ shown, severity, floors, editing }} />
      ))}
      <Delay channel={channel} editing={editing} />
      <Test {...{ shown, maySendTests, name }} />
    </li>
  );
}

interface SeverityCellProps extends Pick<ChannelRowProps, "floors" | "editing"> {
  shown: ShownChannel;
  severity: Severity;
}

function SeverityCell({ shown, severity, floors, editing: { draft, change } }: SeverityCellProps) {
  const { channel, silentBecause } = shown;
  const isOn = isCellOn(draft, { channel, severity }, floors);
  const isHeld = isOn && silentBecause === null && isHeldAtNight(draft, severity);
  const label = `${wordOf(severity)} alerts by ${CHANNEL_WORDS[channel].inSentence}`;
  const aid = silentBecause ?? (isHeld ? "held in quiet hours" : null);
  return (
    <label className="matrix-cell" title={aid === null ? label : `${label}: ${aid}`}>
      <input
        type="checkbox"
        className={silentBecause === null ? "cell-box" : "cell-box cell-silent"}
        aria-label={aid === null ? label : `${label}, ${aid}`}
        checked={isOn}
        onChange={() => change(switchCell(draft, { channel, severity }, floors))}
      />
      {isHeld && <Icon name="held" size={12} />}
    </label>
  );
}

const DELAYS = [0, 1, 2, 3, 5, 10, 15, 30, 60];

function Delay({ channel, editing: { draft, change } }: { channel: PersonalChannel; editing: Editing }) {
  const minutes = draft.delays_minutes[channel] ?? 0;
  const choices = [...new Set([...DELAYS, minutes])].sort((a, b) => a - b);
  return (
    <select
      className="matrix-after"
      aria-label={`How long ${CHANNEL_WORDS[channel].inSentence} waits`}
      value={minutes}
      onChange={({ target }) =>
        change({ delays_minutes: { ...draft.delays_minutes, [channel]: Number(target.value) } })
      }
    >
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {choice === 0 ? "at once" : `${choice} min`}
        </option>
      ))}
    </select>
  );
}

interface TestProps {
  shown: ShownChannel;
  maySendTests: boolean;
  name: string;
}

/** Who is reached by none may test a channel of the house all the same: the answer says where it went. */
function Test({ shown: { channel, isReady, silentBecause }, maySendTests, name }: TestProps) {
  const whyNotReady = isReady ? null : silentBecause;
  const why = maySendTests ? whyNotReady : "Only an admin of all brands can send tests.";
  return (
    <div className="matrix-test">
      {why === null ? (
        <SendTest channel={channel} name={name} />
      ) : (
        <Button size="small" disabled title={why} aria-label={`Send a test message by ${name}: ${why}`}>
          Send test
        </Button>
      )}
    </div>
  );
}

function wordOf(severity: Severity): string {
  return STATUS_WORDS[statusOfSeverity(severity)];
}

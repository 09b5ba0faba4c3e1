"use client";

import { type ReactNode, useState } from "react";
import { CHANNEL_ICONS, CHANNEL_NAMES } from "@/components/channels/channel-words";
import { Avatar } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { StatusIcon } from "@/components/ui/status-icon";
import { formatTime } from "@/components/ui/time";
import type { SimulationWire } from "@/lib/replay/simulation-wire";
import { describeOffset } from "./happenings-of";
import { lanesOf, type ShownChip, type ShownColumn, type ShownLane } from "./lanes-of";

interface TimeLineProps {
  simulation: SimulationWire;
  zone: string;
  elapsed: number;
  /** What the policy says, in a line. */
  note: string;
  /** The button that changes the policy. */
  editor: ReactNode;
}

/** The policy as it plays out: a lane for each channel and person, a column for each instant at which something happens. */
export function TimeLine({ simulation, zone, elapsed, note, editor }: TimeLineProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { columns, lanes } = lanesOf(simulation);
  const shown = lanes.flatMap((lane) => lane.chips.map((chip) => ({ lane, chip, id: `${lane.key} ${chip.key}` })));
  const explained = shown.find(({ id }) => id === chosen);
  return (
    <Panel title={simulation.policy.name} note={note} aside={<Legend editor={editor} />} className="time-line">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="time-line-scroll" aria-label="Who gets what when" tabIndex={0}>
        <div
          className="time-line-grid"
          style={{ gridTemplateColumns: `200px repeat(${columns.length}, minmax(132px, 1fr))` }}
        >
          <span className="time-line-corner" />
          {columns.map((column) => (
            <Head
              key={column.seconds}
              column={column}
              zone={zone}
              isPast={column.seconds <= elapsed}
              isNow={isNow(column, columns, elapsed)}
            />
          ))}
          {lanes.map((lane) => (
            <Lane key={lane.key} {...{ lane, columns, zone, elapsed, chosen }} onChoose={setChosen} />
          ))}
        </div>
        {lanes.length === 0 && <p className="time-line-none">Nobody gets anything: it is only written to the log.</p>}
      </section>
      <p className="time-line-reason" aria-live="polite">
        {explained === undefined
          ? "Choose a message to read why it is sent, held or skipped."
          : `${explained.lane.name}, ${describeOffset(explained.chip.seconds)}: ${explained.chip.reasons.join("; ")}.`}
      </p>
    </Panel>
  );
}

/** The last column that has begun. */
function isNow(column: ShownColumn, columns: readonly ShownColumn[], elapsed: number): boolean {
  return columns.filter(({ seconds }) => seconds <= elapsed).at(-1) === column;
}

function Legend({ editor }: { editor: ReactNode }) {
  return (
    <>
      <span className="time-line-legend">
        <span>
          <StatusIcon status="ok" size={13} /> sent
        </span>
        <span>
          <Icon name="clock" size={13} /> to come
        </span>
        <span>
          <Icon name="held" size={13} /> held
        </span>
        <span>
          <Icon name="notTold" size={13} /> skipped
        </span>
      </span>
      {editor}
    </>
  );
}

interface HeadProps {
  column: ShownColumn;
  zone: string;
  isPast: boolean;
  isNow: boolean;
}

function Head({ column: { seconds, at, title }, zone, isPast, isNow: current }: HeadProps) {
  const look = `time-line-head${isPast ? " time-line-past" : ""}${current ? " time-line-now" : ""}`;
  return (
    <div className={look}>
      <b>{title}</b>
      <span>
        {seconds === 0 ? "at once" : describeOffset(seconds)} · {formatTime(at, "minute", zone)}
      </span>
    </div>
  );
}

interface LaneProps {
  lane: ShownLane;
  columns: readonly ShownColumn[];
  zone: string;
  elapsed: number;
  chosen: string | null;
  onChoose: (id: string) => void;
}

function Lane({ lane, columns, zone, elapsed, chosen, onChoose }: LaneProps) {
  return (
    <>
      <div className="time-line-who">
        {lane.channel === null ? <Avatar name={lane.name} /> : <Icon name={CHANNEL_ICONS[lane.channel]} size={16} />}
        <span>
          <b>{lane.name}</b>
          <small title={lane.note}>{lane.note}</small>
        </span>
      </div>
      {columns.map(({ seconds }) => (
        <div key={seconds} className={seconds <= elapsed ? "time-line-cell time-line-past" : "time-line-cell"}>
          {lane.chips
            .filter((chip) => chip.seconds === seconds)
            .map((chip) => {
              const id = `${lane.key} ${chip.key}`;
              return (
                <Chip key={id} {...{ chip, zone, elapsed }} isChosen={id === chosen} onChoose={() => onChoose(id)} />
              );
            })}
        </div>
      ))}
    </>
  );
}

interface ChipProps {
  chip: ShownChip;
  zone: string;
  elapsed: number;
  isChosen: boolean;
  onChoose: () => void;
}

const WORDS = { sent: "sent", held: "held", skipped: "skipped" } as const;

function Chip({ chip, zone, elapsed, isChosen, onChoose }: ChipProps) {
  const { kind, channels, until, reasons, seconds } = chip;
  const isPast = seconds <= elapsed;
  const names = channels.map((channel) => CHANNEL_NAMES[channel]).join(", ");
  const why = reasons.join("; ");
  const line =
    until !== null ? `held until ${formatTime(until, "minute", zone)}` : kind === "sent" ? why : `skipped: ${why}`;
  return (
    <button
      type="button"
      className={`time-line-chip time-line-${kind}${isPast ? "" : " time-line-due"}`}
      title={why}
      aria-pressed={isChosen}
      aria-label={`${names}, ${isPast ? WORDS[kind] : "to come"}: ${why}`}
      onClick={onChoose}
    >
      <ChipIcon kind={kind} isPast={isPast} />
      <span>
        <b>{names}</b>
        <small>{line}</small>
      </span>
    </button>
  );
}

function ChipIcon({ kind, isPast }: { kind: ShownChip["kind"]; isPast: boolean }) {
  if (kind === "held") return <Icon name="held" size={14} />;
  if (kind === "skipped") return <Icon name="notTold" size={14} />;
  return isPast ? <StatusIcon status="ok" size={14} /> : <Icon name="clock" size={14} />;
}

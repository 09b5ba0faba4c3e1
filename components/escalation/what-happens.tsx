import { Icon, type IconName } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { StatusIcon } from "@/components/ui/status-icon";
import type { SimulationWire } from "@/lib/replay/simulation-wire";
import { describeOffset, type Happening, happeningsOf } from "./happenings-of";

interface WhatHappensProps {
  simulation: SimulationWire;
  /** Seconds since the alert was raised: what is later is still to come. */
  elapsed: number;
}

const ICONS: Record<Exclude<Happening["kind"], "sent">, IconName> = {
  held: "held",
  skipped: "notTold",
  act: "person",
  over: "check",
};

/** Who gets what when, line by line, and what is weak about it. */
export function WhatHappens({ simulation, elapsed }: WhatHappensProps) {
  const happenings = happeningsOf(simulation);
  return (
    <Panel title="What happens" className="what-happens">
      <ol>
        {happenings.map((happening) => (
          <Line key={happening.key} happening={happening} isPast={happening.seconds <= elapsed} />
        ))}
      </ol>
      {simulation.warnings.length > 0 && (
        <ul className="what-happens-warnings">
          {simulation.warnings.map(({ words }) => (
            <li key={words}>
              <StatusIcon status="warn" size={14} />
              <span>{words}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Line({ happening: { seconds, kind, words }, isPast }: { happening: Happening; isPast: boolean }) {
  return (
    <li className={isPast ? "happening" : "happening happening-due"}>
      <b>{describeOffset(seconds)}</b>
      <LineIcon kind={kind} isPast={isPast} />
      <span>{words}</span>
    </li>
  );
}

function LineIcon({ kind, isPast }: { kind: Happening["kind"]; isPast: boolean }) {
  if (!isPast) return <Icon name="clock" size={14} />;
  return kind === "sent" ? <StatusIcon status="ok" size={14} /> : <Icon name={ICONS[kind]} size={14} />;
}

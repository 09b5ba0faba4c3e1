"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useMemo, useTransition } from "react";
import { asRoute } from "@/components/ui/route";
import type { Severity } from "@/lib/kernel/severity";
import { addressOf, type Sentence } from "@/lib/replay/sentence";
import type { SimulationWire } from "@/lib/replay/simulation-wire";
import type { SentenceChoices } from "./simulation-sentence";
import { SimulatorPanel } from "./simulator-panel";
import { TimeLine } from "./time-line";
import { usePlayback } from "./use-playback";
import { WhatHappens } from "./what-happens";

interface EscalationBoardProps {
  sentence: Sentence;
  choices: SentenceChoices;
  simulation: SimulationWire;
  /** Seconds since the alert was raised at which the clock stands first. */
  start: number;
  note: string;
  editor: ReactNode;
}

/** However short a simulation is, its clock has a quarter of an hour to go through. */
const LEAST_SECONDS = 900;

/** The simulator, what happens, and the policy as a time line; a changed word is a changed address. */
export function EscalationBoard({ sentence, choices, simulation, start, note, editor }: EscalationBoardProps) {
  const router = useRouter();
  const [isChanging, change] = useTransition();
  const stops = useMemo(() => [...new Set(simulation.moments.map((moment) => moment.after_seconds))], [simulation]);
  const end = Math.max(LEAST_SECONDS, stops.at(-1) ?? 0);
  const playback = usePlayback({ end, start, stops });
  const severity: Severity = sentence.severity ?? simulation.raised_severity;
  const onChange = (changes: Partial<Sentence>) =>
    change(() => router.replace(asRoute(addressOf({ ...sentence, ...changes })), { scroll: false }));
  return (
    <div className="escalation-board" aria-busy={isChanging}>
      <div className="escalation-top">
        <SimulatorPanel {...{ sentence, severity, choices, stops, end, playback, onChange }} at={simulation.at} />
        <WhatHappens simulation={simulation} elapsed={playback.elapsed} />
      </div>
      <TimeLine simulation={simulation} zone={sentence.zone} elapsed={playback.elapsed} note={note} editor={editor} />
    </div>
  );
}

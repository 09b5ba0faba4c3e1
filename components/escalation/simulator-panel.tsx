"use client";

import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { SegmentedButtons } from "@/components/ui/segmented";
import { formatTime } from "@/components/ui/time";
import type { Severity } from "@/lib/kernel/severity";
import { addMs } from "@/lib/kernel/time";
import { wallTime } from "@/lib/kernel/zone";
import type { Sentence } from "@/lib/replay/sentence";
import { describeDuration } from "@/lib/rules/describe";
import { ClockFace } from "./clock-face";
import { type SentenceChoices, SimulationSentence } from "./simulation-sentence";
import { type Playback, SPEEDS } from "./use-playback";

interface SimulatorPanelProps {
  sentence: Sentence;
  severity: Severity;
  choices: SentenceChoices;
  /** When the alert is raised, ISO 8601. */
  at: string;
  /** Seconds after that at which something happens, and the last of them. */
  stops: readonly number[];
  end: number;
  playback: Playback;
  onChange: (changes: Partial<Sentence>) => void;
}

const SPEED_WORDS = SPEEDS.map((speed) => ({ value: speed, word: `${speed}x` }));

/** The sentence that says what is simulated, and the clock that goes through it. */
export function SimulatorPanel({
  sentence,
  severity,
  choices,
  at,
  stops,
  end,
  playback,
  onChange,
}: SimulatorPanelProps) {
  const { zone } = sentence;
  const raisedAt = new Date(at);
  const shownAt = addMs(raisedAt, playback.elapsed * 1_000);
  const raised = wallTime(raisedAt, zone);
  const shown = wallTime(shownAt, zone);
  return (
    <Panel title="Simulator" note="nothing is sent" className="simulator">
      <div className="simulator-body">
        <ClockFace
          hour={shown.hour}
          minute={shown.minute}
          raisedMinute={(raised.hour % 12) * 60 + raised.minute}
          elapsedMinutes={playback.elapsed / 60}
          stops={stops.map((stop) => stop / 60)}
          label={`${formatTime(shownAt, "minute", zone)} in ${zone}`}
        />
        <div className="grid min-w-0 flex-1 gap-[12px]">
          <SimulationSentence {...{ sentence, severity, choices, onChange }} />
          <Controls {...{ playback, end, stops }} />
        </div>
      </div>
    </Panel>
  );
}

function Controls({ playback, end, stops }: Pick<SimulatorPanelProps, "playback" | "end" | "stops">) {
  const { elapsed, isPlaying, speed, seek, toggle, setSpeed } = playback;
  const next = stops.find((stop) => stop > elapsed);
  return (
    <div className="simulator-controls">
      <Button
        className="icon-only"
        aria-label={isPlaying ? "Pause the simulation" : "Play the simulation"}
        icon={isPlaying ? "pause" : "play"}
        onClick={toggle}
      >
        {""}
      </Button>
      <Button
        className="icon-only"
        aria-label="To what happens next"
        title="To what happens next"
        icon="next"
        disabled={next === undefined}
        onClick={() => next !== undefined && seek(next)}
      >
        {""}
      </Button>
      <input
        type="range"
        aria-label="Time since it was raised"
        aria-valuetext={offsetWords(elapsed)}
        min={0}
        max={end}
        step={Math.min(60, Math.max(1, end / 60))}
        value={elapsed}
        onChange={({ target }) => seek(Number(target.value))}
      />
      <output className="simulator-elapsed">{offsetWords(elapsed)}</output>
      <SegmentedButtons
        label="Speed; at 1x a minute takes a second"
        value={speed}
        options={SPEED_WORDS}
        onChoose={setSpeed}
      />
    </div>
  );
}

function offsetWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? "+0 min" : `+${describeDuration(minutes * 60_000)}`;
}

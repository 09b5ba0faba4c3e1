"use client";

import { TokenNumber, TokenSelect } from "@/components/rules/token";
import type { Severity } from "@/lib/kernel/severity";
import type { Answer, Sentence } from "@/lib/replay/sentence";

export interface SentenceChoices {
  /** `rule 3` or `alert 42`, as people read it. */
  raised: readonly { value: string; word: string }[];
  severities: readonly Severity[];
  zones: readonly string[];
  people: readonly string[];
}

interface SimulationSentenceProps {
  sentence: Sentence;
  severity: Severity;
  choices: SentenceChoices;
  onChange: (changes: Partial<Sentence>) => void;
}

const ANSWER_WORDS: readonly { value: Answer; word: string }[] = [
  { value: "nobody", word: "nobody acknowledges" },
  { value: "acknowledged", word: "it is acknowledged" },
  { value: "resolved", word: "it is resolved" },
];

/** "On Sunday 22 Nov at 03:10 in Europe/Malta, Payment outage is raised at critical and nobody acknowledges." */
export function SimulationSentence({ sentence, severity, choices, onChange }: SimulationSentenceProps) {
  return (
    <p className="simulation-sentence">
      On <Moment kind="date" label="Day" value={sentence.day} onType={(day) => onChange({ day })} /> at{" "}
      <Moment kind="time" label="Time" value={sentence.time} onType={(time) => onChange({ time })} /> in{" "}
      <TokenSelect
        label="Time zone"
        value={sentence.zone}
        options={choices.zones.map((zone) => ({ value: zone, word: zone }))}
        onChoose={(zone) => onChange({ zone })}
      />
      ,{" "}
      <TokenSelect
        label="What is raised"
        value={raisedKey(sentence)}
        options={choices.raised}
        onChoose={(key) => onChange(raisedOf(key))}
      />{" "}
      is raised at{" "}
      <TokenSelect
        label="Severity"
        value={severity}
        options={choices.severities.map((one) => ({ value: one, word: one }))}
        onChoose={(one) => onChange({ severity: one })}
      />{" "}
      and{" "}
      <TokenSelect
        label="What people do"
        value={sentence.answer}
        options={ANSWER_WORDS}
        onChoose={(answer) => onChange({ answer })}
      />
      {sentence.answer !== "nobody" && <Who {...{ sentence, choices, onChange }} />}.
    </p>
  );
}

function Who({ sentence, choices, onChange }: Pick<SimulationSentenceProps, "sentence" | "choices" | "onChange">) {
  const people = choices.people.includes(sentence.by) ? choices.people : [sentence.by, ...choices.people];
  return (
    <>
      {" "}
      after{" "}
      <TokenNumber
        label="Minutes until then"
        unit="min"
        value={String(sentence.minutes)}
        onType={(text) => {
          const minutes = Number(text);
          if (Number.isInteger(minutes) && minutes > 0 && minutes <= 1_440) onChange({ minutes });
        }}
      />{" "}
      by{" "}
      <TokenSelect
        label="Who does"
        value={sentence.by}
        options={people.map((name) => ({ value: name, word: name }))}
        onChoose={(by) => onChange({ by })}
      />
    </>
  );
}

interface MomentProps {
  kind: "date" | "time";
  label: string;
  value: string;
  onType: (value: string) => void;
}

/** An emptied field keeps what it was. */
function Moment({ kind, label, value, onType }: MomentProps) {
  return (
    <span className="token">
      <input
        type={kind}
        aria-label={label}
        value={value}
        onChange={({ target }) => target.value !== "" && onType(target.value)}
      />
    </span>
  );
}

function raisedKey({ rule, alert }: Sentence): string {
  if (alert !== null) return `alert ${alert}`;
  return rule === null ? "none" : `rule ${rule}`;
}

/** Another rule has other severities. */
function raisedOf(key: string): Partial<Sentence> {
  const [kind, id] = key.split(" ");
  const number = Number(id);
  return kind === "alert"
    ? { alert: number, rule: null, severity: null }
    : { rule: number, alert: null, severity: null };
}

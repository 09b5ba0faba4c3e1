"use client";

import { Icon } from "@/components/ui/icon";
import { describeDuration } from "@/lib/rules/describe";

interface TokenSelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; word: string }[];
  onChoose: (value: Value) => void;
  isBad?: boolean;
  /** `field` in a panel, `token` in the sentence. */
  look?: "token" | "field";
}

/** A word that can be exchanged for another. */
export function TokenSelect<Value extends string>(props: TokenSelectProps<Value>) {
  const { label, value, options, onChoose, isBad = false, look = "token" } = props;
  return (
    <span className={`${look}${isBad ? " field-bad" : ""}`}>
      <select
        aria-label={label}
        aria-invalid={isBad || undefined}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChoose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
      <Icon name="open" size={12} />
    </span>
  );
}

interface TokenNumberProps {
  label: string;
  value: string;
  unit: string;
  onType: (value: string) => void;
  isBad?: boolean;
  look?: "token" | "field";
  placeholder?: string;
}

/** A number that can be typed over, with its unit behind it. */
export function TokenNumber({ label, value, unit, onType, isBad, look = "token", placeholder }: TokenNumberProps) {
  return (
    <span className={`${look}${isBad ? " field-bad" : ""}`}>
      <input
        aria-label={label}
        aria-invalid={isBad || undefined}
        inputMode="decimal"
        autoComplete="off"
        placeholder={placeholder}
        value={value}
        onChange={(event) => onType(event.target.value)}
      />
      {unit !== "" && <span className="text-text-3">{unit}</span>}
    </span>
  );
}

const DURATIONS_S = [0, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400, 604_800];

interface DurationProps {
  label: string;
  seconds: number;
  onChoose: (seconds: number) => void;
  /** The word for nothing: "at once". */
  none?: string;
  look?: "token" | "field";
  isBad?: boolean;
}

/** A length of time; one that is none of the usual is kept beside them. */
export function TokenDuration({ label, seconds, onChoose, none = "0 s", look, isBad }: DurationProps) {
  return (
    <TokenSelect
      label={label}
      look={look}
      isBad={isBad}
      value={String(seconds)}
      options={durationOptions(seconds, none)}
      onChoose={(value) => onChoose(Number(value))}
    />
  );
}

export function durationOptions(seconds: number, none: string): { value: string; word: string }[] {
  const known = DURATIONS_S.includes(seconds) ? DURATIONS_S : [...DURATIONS_S, seconds].sort((a, b) => a - b);
  return known.map((value) => ({ value: String(value), word: value === 0 ? none : describeDuration(value * 1000) }));
}

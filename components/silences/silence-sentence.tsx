"use client";

import type { ReactNode } from "react";
import { useNow, useZone } from "@/components/ui/clock";
import { properName } from "@/lib/kernel/words";
import { HIDEABLE, Hideable } from "@/lib/silences/schema";
import { type Draft, LENGTHS, nextHour, REPEATS, wordOfLength } from "./draft";

interface SilenceSentenceProps {
  draft: Draft;
  rules: readonly string[];
  brands: readonly string[];
  mayHideAll: boolean;
  /** The API's name of the field it refused. */
  badField: string | undefined;
  onChange: (changes: Partial<Draft>) => void;
}

const REPEAT_WORDS = { once: "once", daily: "every day", weekly: "every week", own: "by a rule" } as const;

/** "Hide api latency high of Kingfisher up to critical from now for 2 h, once, because …". */
export function SilenceSentence(props: SilenceSentenceProps) {
  return (
    <div className="silence-sentence">
      <What {...props} />
      <When {...props} />
      <Why {...props} />
    </div>
  );
}

function What({ draft, rules, brands, mayHideAll, badField, onChange }: SilenceSentenceProps) {
  const isBad = isOf(badField, "matchers");
  const known = draft.rule === "" || rules.includes(draft.rule) ? rules : [draft.rule, ...rules];
  const knownBrands = draft.brand === "" || brands.includes(draft.brand) ? brands : [draft.brand, ...brands];
  return (
    <>
      <Choice word="Hide" label="Rule" value={draft.rule} isBad={isBad} onChange={(rule) => onChange({ rule })}>
        <option value="">alerts of any rule</option>
        {known.map((rule) => (
          <option key={rule} value={rule}>
            {rule}
          </option>
        ))}
      </Choice>
      <Choice word="of" label="Brand" value={draft.brand} isBad={isBad} onChange={(brand) => onChange({ brand })}>
        {mayHideAll && <option value="">any brand</option>}
        {knownBrands.map((brand) => (
          <option key={brand} value={brand}>
            {properName(brand)}
          </option>
        ))}
      </Choice>
      <Choice
        word="up to"
        label="Up to severity"
        value={draft.maxSeverity}
        onChange={(severity) => onChange({ maxSeverity: Hideable.catch("critical").parse(severity) })}
      >
        {HIDEABLE.map((severity) => (
          <option key={severity} value={severity}>
            {severity}
          </option>
        ))}
      </Choice>
    </>
  );
}

function When({ draft, badField, onChange }: SilenceSentenceProps) {
  const lengths = [...new Set([...LENGTHS, draft.kept?.shownMinutes ?? draft.minutes])].sort((a, b) => a - b);
  return (
    <>
      <Beginning draft={draft} isBad={isOf(badField, "starts_at")} onChange={onChange} />
      <Choice
        word="for"
        label="For how long"
        value={String(draft.minutes)}
        isBad={isOf(badField, "duration_minutes") ?? isOf(badField, "ends_at")}
        onChange={(minutes) => onChange({ minutes: Number(minutes) })}
      >
        {lengths.map((minutes) => (
          <option key={minutes} value={minutes}>
            {wordOfLength(minutes)}
          </option>
        ))}
      </Choice>
      <Choice
        word=""
        label="Repeat"
        value={draft.repeat}
        onChange={(repeat) => onChange({ repeat: REPEATS.find((one) => one === repeat) ?? "once" })}
      >
        {REPEATS.map((repeat) => (
          <option key={repeat} value={repeat}>
            {REPEAT_WORDS[repeat]}
          </option>
        ))}
      </Choice>
      {draft.repeat === "own" && (
        <input
          className="mono"
          aria-label="Recurrence, as RFC 5545 writes it"
          aria-invalid={isOf(badField, "recurrence")}
          value={draft.recurrence}
          onChange={(event) => onChange({ recurrence: event.target.value })}
        />
      )}
    </>
  );
}

function Why({ draft, badField, onChange }: SilenceSentenceProps) {
  return (
    <>
      <label className="silence-reason grid gap-[4px]">
        because
        <input
          name="reason"
          placeholder="deploy lobby-web 9.2.1"
          aria-invalid={isOf(badField, "reason")}
          autoComplete="off"
          maxLength={500}
          value={draft.reason}
          onChange={(event) => onChange({ reason: event.target.value })}
        />
      </label>
      <label className="flex items-center gap-[8px] font-normal text-text-2">
        <input
          type="checkbox"
          className="silence-check"
          checked={draft.isWarned}
          onChange={(event) => onChange({ isWarned: event.target.checked })}
        />
        Warn {draft.warnMinutes} min before the end
      </label>
    </>
  );
}

/** Whether the API refused this field, or something within it. */
function isOf(badField: string | undefined, field: string): true | undefined {
  return badField?.split(".")[0] === field || undefined;
}

interface ChoiceProps {
  word: string;
  label: string;
  value: string;
  isBad?: true | undefined;
  onChange: (value: string) => void;
  children: ReactNode;
}

function Choice({ word, label, value, isBad, onChange, children }: ChoiceProps) {
  return (
    <span className="inline-flex max-w-full items-center gap-[8px]">
      {word !== "" && <span className="flex-none">{word}</span>}
      <select aria-label={label} aria-invalid={isBad} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </span>
  );
}

function Beginning({ draft, isBad, onChange }: Pick<SilenceSentenceProps, "draft" | "onChange"> & { isBad?: true }) {
  const now = useNow();
  const viewerZone = useZone();
  const zone = draft.zone ?? viewerZone;
  const isNow = draft.startsAt === "";
  return (
    <>
      <Choice
        word="from"
        label="From"
        value={isNow ? "now" : "later"}
        isBad={isBad}
        onChange={(when) => onChange({ startsAt: when === "now" ? "" : nextHour(now, zone) })}
      >
        <option value="now">now</option>
        <option value="later">a time</option>
      </Choice>
      {!isNow && (
        <input
          type="datetime-local"
          aria-label="Begins"
          aria-invalid={isBad}
          value={draft.startsAt}
          onChange={(event) => onChange({ startsAt: event.target.value })}
        />
      )}
      {zone !== viewerZone && <span className="font-normal text-text-2">by the clock of {zone}</span>}
    </>
  );
}

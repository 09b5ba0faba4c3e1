"use client";

import { ChoiceChip } from "@/components/ui/chip";
import { Field, SelectField, TextField } from "@/components/ui/field";
import type { PolicyChoices } from "@/lib/escalation/choices";
import { WEEKDAYS } from "@/lib/kernel/week";
import type { HoursDraft } from "./policy-draft";
import { PolicyTargets } from "./policy-targets";

const WEEK = [...WEEKDAYS.slice(1), ...WEEKDAYS.slice(0, 1)];

const OUTSIDE = [
  { value: "wait", word: "it waits until they begin" },
  { value: "go_on", word: "it is passed over" },
  { value: "instead", word: "others are told instead" },
] as const;

interface PolicyHoursProps {
  /** From 1. */
  step: number;
  hours: HoursDraft;
  choices: PolicyChoices;
  errorOf: (field: string) => string | undefined;
  onChange: (hours: HoursDraft) => void;
}

/** When a step may be taken, by the clock of a zone, and what is done outside of that. */
export function PolicyHours({ step, hours, choices, errorOf, onChange }: PolicyHoursProps) {
  const bind = (name: "zone" | "from" | "to" | "holidays", field: string) => ({
    name: `step-${step}-${name}`,
    value: hours[name],
    error: errorOf(`business_hours.${field}`),
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...hours, [name]: target.value }),
  });
  return (
    <fieldset className="policy-hours" aria-label={`Business hours of step ${step}`}>
      <Days step={step} hours={hours} onChange={onChange} error={errorOf("business_hours.days")} />
      <div className="policy-row">
        <Field {...bind("from", "from")} label="From" type="time" />
        <Field
          {...bind("to", "to")}
          label="To"
          placeholder="17:00"
          maxLength={5}
          autoComplete="off"
          aid="24:00 is the end of the day. If not later than From, hours end the next day."
        />
        <Field {...bind("zone", "time_zone")} label="Time zone" placeholder="Europe/Malta" autoComplete="off" />
      </div>
      <TextField
        {...bind("holidays", "holidays")}
        label="Holidays"
        rows={2}
        aid="Days without business, such as 2026-12-25, one a line."
      />
      <SelectField
        name={`step-${step}-outside`}
        label="Outside of them"
        options={OUTSIDE}
        value={hours.outside}
        onChange={({ target }) =>
          onChange({ ...hours, outside: OUTSIDE.find(({ value }) => value === target.value)?.value ?? "wait" })
        }
      />
      {hours.outside === "instead" && (
        <PolicyTargets
          label="Tell instead"
          name={`step-${step}-instead`}
          targets={hours.instead}
          choices={choices}
          error={errorOf("business_hours.outside")}
          onChange={(instead) => onChange({ ...hours, instead })}
        />
      )}
    </fieldset>
  );
}

interface DaysProps extends Pick<PolicyHoursProps, "step" | "hours" | "onChange"> {
  error: string | undefined;
}

function Days({ step, hours, onChange, error }: DaysProps) {
  const toggle = (day: HoursDraft["days"][number]) =>
    onChange({ ...hours, days: WEEK.filter((one) => (one === day) !== hours.days.includes(one)) });
  return (
    <fieldset aria-label={`Days of step ${step}`}>
      <span className="label">Days</span>
      <div className="flex flex-wrap gap-[6px]">
        {WEEK.map((day) => (
          <ChoiceChip
            key={day}
            word={`${day.charAt(0).toUpperCase()}${day.slice(1)}`}
            chosen={hours.days.includes(day)}
            onChoose={() => toggle(day)}
          />
        ))}
      </div>
      {error !== undefined && <p className="field-note field-note-bad">{error}</p>}
    </fieldset>
  );
}

"use client";

import type { ApiRefusal } from "@/components/read-api";
import { Button } from "@/components/ui/button";
import { ChoiceChip } from "@/components/ui/chip";
import { Field, SelectField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import type { OnCallPage } from "@/lib/on-call/wire";
import { type LayerDraft, movedUp } from "./rotation-draft";

interface LayerFieldsProps extends Pick<OnCallPage, "people"> {
  layer: LayerDraft;
  /** Counted from 0. */
  place: number;
  refusal: ApiRefusal | null;
  onChange: (changes: Partial<LayerDraft>) => void;
  /** Null for the only layer. */
  onRemove: (() => void) | null;
}

const TURNS = [
  { value: "12", word: "12 hours" },
  { value: "24", word: "a day" },
  { value: "48", word: "two days" },
  { value: "168", word: "a week" },
  { value: "336", word: "two weeks" },
];
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** One layer: who takes turns, how long, from when, and at which hours. */
export function LayerFields(props: LayerFieldsProps) {
  const { layer, place, onRemove } = props;
  return (
    <fieldset className="grid min-w-0 gap-[12px] border-t border-line pt-[12px]">
      <legend className="sr-only">Layer {layer.name}</legend>
      <div className="grid gap-[12px] md:grid-cols-2">
        <Field
          label="Layer"
          autoComplete="off"
          maxLength={60}
          {...bound("name", props)}
          error={errorOf("name", props)}
        />
        <SelectField
          label="A turn is"
          options={turnsWith(layer.turnHours)}
          {...bound("turnHours", props)}
          error={errorOf("turn_hours", props)}
        />
        <Field
          label="First turn begins on"
          type="date"
          {...bound("startsOn", props)}
          error={errorOf("starts_on", props)}
        />
        <Field label="Hand-off at" type="time" {...bound("handOffAt", props)} error={errorOf("hand_off_at", props)} />
      </div>
      <PeopleList {...props} />
      <HoursFields {...props} />
      {onRemove !== null && (
        <div>
          <Button size="small" icon="remove" aria-label={`Remove layer ${place + 1}, ${layer.name}`} onClick={onRemove}>
            Remove layer
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** The usual lengths, and the one that is there. */
function turnsWith(hours: string) {
  return TURNS.some(({ value }) => value === hours) ? TURNS : [...TURNS, { value: hours, word: `${hours} hours` }];
}

function bound(
  name: "name" | "turnHours" | "startsOn" | "handOffAt" | "from" | "to",
  { layer, place, onChange }: LayerFieldsProps,
) {
  return {
    name: `layer-${place}-${name}`,
    value: layer[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ [name]: target.value }),
  };
}

function errorOf(field: string, { place, refusal }: LayerFieldsProps): string | undefined {
  const isHere =
    refusal?.field === `layers.${place}.${field}` || refusal?.field?.startsWith(`layers.${place}.${field}.`);
  return isHere ? refusal?.message.replace(/^[\w.]+: /, "") : undefined;
}

function PeopleList(props: LayerFieldsProps) {
  const { layer, place, people, onChange } = props;
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (
    <div className="grid gap-[6px]">
      <ol className="grid gap-[4px]" aria-label={`Turns of ${layer.name}`}>
        {layer.people.map((id, at) => (
          <li key={`${id} ${at}`} className="flex items-center gap-[8px]">
            <span className="num w-[20px] text-text-3">{at + 1}</span>
            <span className="min-w-0 flex-1 truncate">{names.get(id) ?? `account ${id}`}</span>
            <button
              type="button"
              className="icon-button"
              disabled={at === 0}
              aria-label={`Earlier: ${names.get(id)}`}
              onClick={() => onChange({ people: movedUp(layer.people, at) })}
            >
              <Icon name="up" size={14} />
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={`Take out: ${names.get(id)}`}
              onClick={() => onChange({ people: layer.people.filter((_, other) => other !== at) })}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ol>
      <SelectField
        name={`layer-${place}-people`}
        label="Add somebody"
        options={[{ value: "", word: "choose" }, ...people.map(({ id, name }) => ({ value: `${id}`, word: name }))]}
        value=""
        error={errorOf("people", props)}
        onChange={({ target }) => target.value && onChange({ people: [...layer.people, Number(target.value)] })}
      />
    </div>
  );
}

function HoursFields(props: LayerFieldsProps) {
  const { layer, onChange } = props;
  const turn = (day: (typeof DAYS)[number]) =>
    onChange({ days: layer.days.includes(day) ? layer.days.filter((one) => one !== day) : [...layer.days, day] });
  return (
    <div className="grid gap-[8px]">
      <label className="flex items-center gap-[8px]">
        <input
          type="checkbox"
          checked={layer.isLimited}
          onChange={({ target }) => onChange({ isLimited: target.checked })}
        />
        Only at some hours of the week
      </label>
      {layer.isLimited && (
        <>
          <fieldset className="flex flex-wrap gap-[6px]" aria-label="Days">
            {DAYS.map((day) => (
              <ChoiceChip key={day} word={dayWord(day)} chosen={layer.days.includes(day)} onChoose={() => turn(day)} />
            ))}
          </fieldset>
          <div className="grid grid-cols-2 gap-[12px]">
            <Field label="From" type="time" {...bound("from", props)} error={errorOf("hours", props)} />
            <Field
              label="Until"
              placeholder="17:00"
              maxLength={5}
              autoComplete="off"
              aid="24:00 is the end of the day."
              {...bound("to", props)}
            />
          </div>
        </>
      )}
    </div>
  );
}

function dayWord(day: string): string {
  return `${day.charAt(0).toUpperCase()}${day.slice(1)}`;
}

"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceChip } from "@/components/ui/chip";
import { Field } from "@/components/ui/field";
import { describeGrouping } from "@/lib/alerts/describe-grouping";
import { GROUP_LABELS, Grouping } from "@/lib/alerts/group";
import { inSentence } from "./in-sentence";
import { useSetting } from "./use-setting";

type Label = (typeof GROUP_LABELS)[number];
interface Draft {
  keys: readonly Label[];
  /** As typed. */
  wait_seconds: string;
  interval_minutes: string;
}
type Faults = Record<string, string>;

/** Says what it would mean as it is typed. What was typed stays when the server says no. */
export function GroupingForm({ grouping }: { grouping: Grouping }) {
  const [draft, setDraft] = useState(() => draftOf(grouping));
  const [faults, setFaults] = useState<Faults>({});
  const { save, isBusy } = useSetting("alerts/groups/settings");
  const asked = Grouping.safeParse(bodyOf(draft));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!asked.success) return setFaults(faultsOf(asked.error.issues));
    setFaults({});
    const refused = await save({ body: asked.data, done: "Grouping saved. Open groups stay as they are." });
    if (refused !== null) setFaults({ [refused.field?.split(".")[0] ?? ""]: inSentence(refused.message) });
  };
  const bind = (name: "wait_seconds" | "interval_minutes") => ({
    name,
    inputMode: "numeric" as const,
    autoComplete: "off",
    value: draft[name],
    error: faults[name],
    onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [name]: target.value }),
  });
  const other = faults.keys ?? faults[""];

  return (
    <form className="grid gap-[12px] p-[12px]" onSubmit={submit} noValidate>
      <Keys keys={draft.keys} onChange={(keys) => setDraft({ ...draft, keys })} />
      <div className="grid items-start gap-[12px] md:grid-cols-[1fr_1fr_auto]">
        <Field {...bind("wait_seconds")} label="First info or warning waits" unit="s" />
        <Field {...bind("interval_minutes")} label="Between two notices" unit="min" />
        <Button type="submit" className="md:mt-[22px]" disabled={isBusy}>
          {isBusy ? "Saving…" : "Save grouping"}
        </Button>
      </div>
      {other !== undefined && (
        <p role="alert" className="text-crit">
          {other}
        </p>
      )}
      <p aria-live="polite" className="text-text-2">
        {asked.success ? `${describeGrouping(asked.data)} An emergency waits for nothing.` : ""}
      </p>
    </form>
  );
}

interface KeysProps {
  keys: readonly Label[];
  onChange: (keys: readonly Label[]) => void;
}

function Keys({ keys, onChange }: KeysProps) {
  const toggle = (key: Label) =>
    onChange(GROUP_LABELS.filter((label) => (label === key ? !keys.includes(key) : keys.includes(label))));
  return (
    <fieldset>
      <legend className="label">Told together when they share</legend>
      <div className="flex flex-wrap gap-[8px]">
        {GROUP_LABELS.map((key) => (
          <ChoiceChip key={key} word={key} chosen={keys.includes(key)} onChoose={() => toggle(key)} />
        ))}
      </div>
    </fieldset>
  );
}

function draftOf({ keys, wait_seconds, interval_minutes }: Grouping): Draft {
  return { keys, wait_seconds: String(wait_seconds), interval_minutes: String(interval_minutes) };
}

function bodyOf({ keys, wait_seconds, interval_minutes }: Draft) {
  return { keys, wait_seconds: numberIn(wait_seconds), interval_minutes: numberIn(interval_minutes) };
}

/** An empty field is no number, and not 0. */
function numberIn(typed: string): number {
  return typed.trim() === "" ? Number.NaN : Number(typed);
}

function faultsOf(issues: readonly { path: PropertyKey[]; message: string }[]): Faults {
  return Object.fromEntries(issues.map(({ path, message }) => [String(path[0] ?? ""), inSentence(message)]));
}

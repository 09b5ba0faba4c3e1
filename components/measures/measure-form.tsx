"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import { MeasureBody } from "@/lib/measures/requests";
import type { MeasureWire } from "@/lib/measures/wire";
import { useMeasureCall } from "./use-measure-call";

const OCCASIONS = [
  { value: "triggered", word: "when an alert is raised" },
  { value: "escalated", word: "when an alert is escalated" },
];
const MODES = [
  { value: "dry", word: "dry run: show what would be sent" },
  { value: "real", word: "for real: call the platform" },
];
const APPROVALS = [
  { value: "second", word: "a second admin approves each call" },
  { value: "none", word: "no approval: called at once" },
];
const SWITCHES = [
  { value: "on", word: "on" },
  { value: "off", word: "off" },
];

const EMPTY = { name: "", url: "", undo_url: "", occasion: "triggered", mode: "dry", approval: "second", active: "on" };
type Draft = typeof EMPTY;
type Fault = { field: string | undefined; text: string };

interface MeasureFormProps {
  measure: MeasureWire | undefined;
  onClose: () => void;
}

/** What was typed stays when the server says no. */
export function MeasureForm({ measure, onClose }: MeasureFormProps) {
  const [draft, setDraft] = useState(() => (measure === undefined ? EMPTY : draftOf(measure)));
  const [fault, setFault] = useState<Fault>();
  const { run, isBusy } = useMeasureCall(({ field, message }) => setFault({ field, text: message }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = bodyOf(draft, measure);
    const asked = MeasureBody.safeParse(body);
    if (!asked.success) return setFault(faultOf(asked.error.issues[0]));
    setFault(undefined);
    const path = measure === undefined ? "" : `/${measure.id}`;
    const saved = await run({
      path,
      method: measure === undefined ? "POST" : "PUT",
      body,
      done: `${draft.name} saved.`,
    });
    if (saved) onClose();
  };
  const bind = (name: keyof Draft) => ({
    name: `measure-${name}`,
    value: draft[name],
    error: fault?.field === name ? fault.text : undefined,
    onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [name]: target.value }),
  });

  return (
    <form className="grid gap-[12px]" onSubmit={submit} noValidate>
      <Field {...bind("name")} label="Name" placeholder="Route cards to ECPay" autoComplete="off" data-autofocus />
      <Field {...bind("url")} label="Address" inputMode="url" placeholder="https://psp-router.example.com/measures" />
      <Field
        {...bind("undo_url")}
        label="Address to undo it"
        inputMode="url"
        aid="Empty where it is taken back by hand."
      />
      <SelectField {...bind("occasion")} label="Called" options={OCCASIONS} />
      <SelectField {...bind("mode")} label="Mode" options={MODES} />
      <SelectField {...bind("approval")} label="Approval" options={APPROVALS} />
      <SelectField {...bind("active")} label="In use" options={SWITCHES} />
      {fault !== undefined && !(fault.field !== undefined && fault.field in draft) && (
        <p role="alert" className="text-crit">
          {fault.text}
        </p>
      )}
      <div className="flex justify-end gap-[8px]">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={isBusy}>
          {isBusy ? "Saving…" : "Save"}
        </Button>
      </div>
    </form>
  );
}

function draftOf(measure: MeasureWire): Draft {
  return {
    name: measure.name,
    url: measure.url,
    undo_url: measure.undo_url ?? "",
    occasion: measure.occasion,
    mode: measure.is_dry_run ? "dry" : "real",
    approval: measure.needs_approval ? "second" : "none",
    active: measure.is_active ? "on" : "off",
  };
}

function bodyOf({ mode, approval, active, undo_url, ...same }: Draft, measure: MeasureWire | undefined) {
  return {
    ...same,
    undo_url: undo_url.trim() === "" ? null : undo_url,
    is_dry_run: mode === "dry",
    needs_approval: approval === "second",
    is_active: active === "on",
    ...(measure === undefined ? {} : { version: measure.version }),
  };
}

function faultOf(issue: { path: PropertyKey[]; message: string } | undefined): Fault {
  const text = issue?.message ?? "This is not understood";
  return { field: String(issue?.path[0] ?? ""), text: `${text.charAt(0).toUpperCase()}${text.slice(1)}.` };
}

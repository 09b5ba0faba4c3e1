"use client";

import { type SubmitEvent, useState } from "react";
import type { ApiRefusal } from "@/components/read-api";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, SelectField } from "@/components/ui/field";
import { describeInhibition } from "@/lib/alerts/describe-inhibition";
import { SEVERITIES } from "@/lib/kernel/severity";
import {
  EMPTY_INHIBITION,
  type InhibitionDraft,
  inhibitionBodyOf,
  proposedName,
  readInhibition,
} from "./inhibition-draft";
import { useInhibitionOrder } from "./use-inhibition-order";

interface InhibitionFormProps {
  sources: readonly string[];
  targets: readonly string[];
}

/** Opens the form of a new inhibition. */
export function InhibitionForm({ sources, targets }: InhibitionFormProps) {
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState(EMPTY_INHIBITION);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const { run, isBusy } = useInhibitionOrder();
  const change = (changes: Partial<InhibitionDraft>) => {
    setRefusal(null);
    setDraft((before) => ({ ...before, ...changes }));
  };
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = inhibitionBodyOf(draft);
    const refused = await run({ id: null, method: "POST", body, done: `“${body.name}” is on.` });
    setRefusal(refused);
    if (refused !== null) return;
    setDraft(EMPTY_INHIBITION);
    setOpen(false);
  };
  const fields = { draft, sources, targets, refusal, onChange: change };
  return (
    <>
      <Button size="small" icon="add" onClick={() => setOpen(true)}>
        Add
      </Button>
      <Dialog
        title="What hides what"
        note="While the first is open, people are not told of the second. It is recorded all the same."
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        foot={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" form="inhibition" variant="primary" disabled={isBusy} aria-busy={isBusy}>
              Add it
            </Button>
          </>
        }
      >
        <form id="inhibition" className="grid gap-[12px]" onSubmit={submit} noValidate aria-label="What hides what">
          <WhatFields {...fields} />
          <HowFields {...fields} />
          <Sentence draft={draft} />
        </form>
      </Dialog>
    </>
  );
}

interface FieldsProps extends InhibitionFormProps {
  draft: InhibitionDraft;
  refusal: ApiRefusal | null;
  onChange: (changes: Partial<InhibitionDraft>) => void;
}

const anyOr = (word: string, values: readonly string[]) => [
  { value: "", word },
  ...values.map((value) => ({ value, word: value })),
];

/** A control's value and what it changes. */
function boundTo(name: keyof InhibitionDraft, { draft, onChange }: Pick<FieldsProps, "draft" | "onChange">) {
  return {
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ [name]: target.value }),
  };
}

/** The form asks for rules and minutes where the API takes matchers and seconds: what it refused is said as it was asked. */
const WORDS: Record<string, string> = {
  source: "Choose a rule or a severity, such as payment_outage.",
  target: "Choose a rule, such as payment_failure_spike.",
  equal: "Expected names of labels, such as brand.",
  linger_seconds: "Expected minutes, at most 10080, which is seven days, such as 60.",
};

function errorOf(field: string, { refusal }: Pick<FieldsProps, "refusal">): string | undefined {
  return refusal?.field?.split(".")[0] === field ? (WORDS[field] ?? refusal.message) : undefined;
}

function WhatFields(props: FieldsProps) {
  return (
    <>
      <SelectField
        name="inhibition-source"
        label="Alerts of this rule"
        options={anyOr("any rule", props.sources)}
        error={errorOf("source", props)}
        {...boundTo("sourceRule", props)}
      />
      <SelectField
        name="inhibition-severity"
        label="at this severity"
        options={anyOr("any severity", SEVERITIES)}
        {...boundTo("sourceSeverity", props)}
      />
      <SelectField
        name="inhibition-target"
        label="hide alerts of this rule"
        options={anyOr("choose a rule", props.targets)}
        error={errorOf("target", props)}
        {...boundTo("targetRule", props)}
      />
    </>
  );
}

function HowFields(props: FieldsProps) {
  return (
    <>
      <Field
        name="inhibition-equal"
        label="where these labels are equal"
        aid="Such as brand, provider. Empty: whatever their labels."
        autoComplete="off"
        error={errorOf("equal", props)}
        {...boundTo("equal", props)}
      />
      <Field
        name="inhibition-linger"
        label="and for this long after it is resolved"
        unit="min"
        inputMode="numeric"
        error={errorOf("linger_seconds", props)}
        {...boundTo("minutes", props)}
      />
      <Field
        name="inhibition-name"
        label="Name"
        placeholder={proposedName(props.draft)}
        aid="Shown on each alert it hides. Empty: as proposed."
        autoComplete="off"
        maxLength={100}
        error={errorOf("name", props)}
        {...boundTo("name", props)}
      />
    </>
  );
}

function Sentence({ draft }: { draft: InhibitionDraft }) {
  const inhibition = readInhibition(draft);
  return (
    <p aria-live="polite" className="break-words text-text-2">
      {inhibition === null
        ? "Choose what hides, by rule or severity, and what is hidden."
        : `${describeInhibition(inhibition)}.`}
    </p>
  );
}

"use client";

import { type SubmitEvent, useState } from "react";
import type { ApiRefusal } from "@/components/read-api";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field, SelectField } from "@/components/ui/field";
import { instantAt } from "@/lib/kernel/zone";
import type { OnCallPage, RotationWire } from "@/lib/on-call/wire";
import { useOnCallOrder } from "./use-on-call-order";

interface OverrideDialogProps extends Pick<OnCallPage, "people" | "viewer"> {
  rotation: RotationWire;
}

const EMPTY = { who: "me", from: "", to: "", reason: "" };

/** Opens the form by which somebody takes over, or hands over. */
export function OverrideDialog({ rotation, people, viewer }: OverrideDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const blocked = viewer.mayAct ? undefined : "Your role only looks: it may not take over a shift.";
  const close = () => setOpen(false);
  return (
    <>
      <Button
        variant="ghost"
        size="small"
        icon="swap"
        disabled={blocked !== undefined}
        title={blocked}
        onClick={() => setOpen(true)}
      >
        Override
      </Button>
      {isOpen && <OverrideForm {...{ rotation, people, viewer }} onClose={close} />}
    </>
  );
}

function OverrideForm({ rotation, people, viewer, onClose }: OverrideDialogProps & { onClose: () => void }) {
  const [draft, setDraft] = useState(EMPTY);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const { run, isBusy } = useOnCallOrder();
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = bodyOf(draft, rotation.time_zone);
    const done = `The override of ${rotation.name} is made.`;
    const refused = await run({ path: `/${rotation.id}/overrides`, method: "POST", body, done });
    setRefusal(refused);
    if (refused === null) onClose();
  };
  const change = (changes: Partial<typeof EMPTY>) => {
    setRefusal(null);
    setDraft((before) => ({ ...before, ...changes }));
  };
  return (
    <Dialog
      title={`Override ${rotation.name}`}
      note={`Somebody else takes the first layer for a while. Times are by the clock of ${rotation.time_zone}.`}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="override" variant="primary" disabled={isBusy} aria-busy={isBusy}>
            {draft.who === "me" ? "Take over" : "Hand over"}
          </Button>
        </>
      }
    >
      <form id="override" className="grid gap-[12px]" onSubmit={submit} noValidate aria-label="Override">
        <OverrideFields {...{ draft, refusal, people, viewer }} onChange={change} />
        {refusal !== null && refusal.field === undefined && <Callout status="warn">{refusal.message}</Callout>}
      </form>
    </Dialog>
  );
}

interface OverrideFieldsProps extends Pick<OnCallPage, "people" | "viewer"> {
  draft: typeof EMPTY;
  refusal: ApiRefusal | null;
  onChange: (changes: Partial<typeof EMPTY>) => void;
}

function OverrideFields({ draft, refusal, people, viewer, onChange }: OverrideFieldsProps) {
  const bound = (name: keyof typeof EMPTY, field: string) => ({
    name: `override-${name}`,
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ [name]: target.value }),
    error: refusal?.field === field ? refusal.message.replace(/^\w+: /, "") : undefined,
  });
  const others = people.filter(({ id }) => id !== viewer.accountId);
  return (
    <>
      <SelectField
        label="Who is on call"
        options={[
          { value: "me", word: "I take over" },
          ...others.map(({ id, name }) => ({ value: `${id}`, word: name })),
        ]}
        aid={viewer.mayAdmin ? undefined : "To others you can hand over your own shift only."}
        {...bound("who", "account_id")}
      />
      <Field label="From" type="datetime-local" aid="Empty: now." {...bound("from", "from")} />
      <Field label="Until" type="datetime-local" {...bound("to", "to")} />
      <Field label="Reason" maxLength={200} autoComplete="off" {...bound("reason", "reason")} />
    </>
  );
}

/** What was written on the wall of the rotation's zone as the API takes it. */
function bodyOf({ who, from, to, reason }: typeof EMPTY, zone: string) {
  return {
    account_id: who === "me" ? "me" : Number(who),
    ...(from === "" ? {} : { from: instantOf(from, zone) }),
    to: instantOf(to, zone),
    reason: reason.trim() === "" ? null : reason.trim(),
  };
}

/** An empty field stays empty, so that the API says what it expects. */
function instantOf(wall: string, zone: string): string {
  return wall === "" ? "" : instantAt(Date.parse(`${wall}Z`), zone).toISOString();
}

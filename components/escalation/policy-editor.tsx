"use client";

import { type SubmitEvent, useState } from "react";
import type { ApiRefusal } from "@/components/read-api";
import { BlockedButton, Button, type ButtonVariant } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import type { PolicyChoices } from "@/lib/escalation/choices";
import type { PolicyWire } from "@/lib/escalation/wire";
import { ChangeReplay } from "./change-replay";
import { DeletePolicy } from "./delete-policy";
import { draftOf, EMPTY_POLICY, type PolicyDraft, policyBodyOf, readDraft } from "./policy-draft";
import { PolicyForm } from "./policy-form";
import { PolicyInWords } from "./policy-in-words";
import { usePolicyOrder } from "./use-policy-order";

interface PolicyEditorProps {
  /** The policy that is changed; left out, a new one is made. Not the built-in one. */
  policy?: PolicyWire | undefined;
  choices: PolicyChoices;
  /** Why it cannot be changed, as a sentence; null where it can. */
  locked: string | null;
  /** Of the button that opens it; by default "New policy" or "Edit steps". */
  word?: string | undefined;
  variant?: ButtonVariant | undefined;
}

/** A button that opens the editor of a policy: its form, and beside it what the policy says in words. */
export function PolicyEditor({ policy, choices, locked, word, variant }: PolicyEditorProps) {
  const [isOpen, setOpen] = useState(false);
  const label = word ?? (policy === undefined ? "New policy" : "Edit steps");
  const icon = policy === undefined ? "add" : "edit";
  if (locked !== null) {
    return (
      <BlockedButton size="small" icon={icon} reason={locked}>
        {label}
      </BlockedButton>
    );
  }
  return (
    <>
      <Button size="small" variant={variant} icon={icon} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        title={policy === undefined ? "New escalation policy" : `Change ${policy.name}`}
        note="Who is told next while nobody acknowledges. Open alerts keep the policy they began with."
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        foot={null}
      >
        <Editing key={policy?.version} policy={policy} choices={choices} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

interface EditingProps extends Pick<PolicyEditorProps, "policy" | "choices"> {
  onClose: () => void;
}

/** What was typed stays when the server says no. */
function Editing({ policy, choices, onClose }: EditingProps) {
  const [draft, setDraft] = useState(() => (policy === undefined ? EMPTY_POLICY : draftOf(policy)));
  const [isTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const { run, isBusy } = usePolicyOrder();
  const read = readDraft(draft, choices);
  const fault = isTried && "message" in read ? read : null;
  const errorOf = (field: string) => {
    const found = fault ?? (refusal?.field === undefined ? null : { field: refusal.field, message: refusal.message });
    const isHere = found !== null && (found.field === field || found.field.startsWith(`${field}.`));
    return isHere ? asSentence(found) : undefined;
  };
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    setRefusal(null);
    if ("message" in read) return;
    const isNew = policy === undefined;
    const refused = await run({
      path: isNew ? "" : `/${policy.id}`,
      method: isNew ? "POST" : "PUT",
      body: { ...policyBodyOf(draft), ...(isNew ? {} : { version: policy.version }) },
      done: `${draft.name.trim()} is saved.`,
    });
    setRefusal(refused);
    if (refused === null) onClose();
  };
  return (
    <form className="policy-form" onSubmit={submit} noValidate aria-label="Escalation policy">
      <PolicyForm
        draft={draft}
        choices={choices}
        errorOf={errorOf}
        onChange={(changes) => {
          setRefusal(null);
          setDraft((before) => ({ ...before, ...changes }));
        }}
      />
      <PolicyInWords read={read} name={draft.name} />
      <footer className="policy-foot">
        <ChangeReplay change={"message" in read ? null : changeOf(policy, draft)} />
        {(refusal ?? fault) !== null && (
          <p role="alert" className="field-note field-note-bad w-full">
            <Icon name="fault" size={13} />
            {refusal?.message ?? "Something above is not understood yet."}
          </p>
        )}
        {policy !== undefined && <DeletePolicy policy={policy} onDeleted={onClose} />}
        <span className="flex-1" />
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={isBusy} aria-busy={isBusy}>
          Save
        </Button>
      </footer>
    </form>
  );
}

/** What a replay is asked with; null where nothing differs from what is saved. */
function changeOf(policy: PolicyWire | undefined, draft: PolicyDraft): object | null {
  const body = policyBodyOf(draft);
  if (policy === undefined) return { policy: { policy: body } };
  const isSame = JSON.stringify(body) === JSON.stringify(policyBodyOf(draftOf(policy)));
  return isSame || policy.id === null ? null : { policy: { id: policy.id, policy: body } };
}

/** The field is where it stands, so its name is left out: "Must be later than step 1." */
function asSentence({ field, message }: { field: string; message: string }): string {
  const words = message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

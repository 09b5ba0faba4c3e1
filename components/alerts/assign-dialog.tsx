"use client";

import { type SubmitEvent, useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/field";
import type { AlertWire } from "@/lib/alerts/wire";
import { numberOf, titleOf } from "./describe-alert";
import type { AlertCommand } from "./use-alert-command";

/** Whom an alert can be given to. */
export interface Assignable {
  id: number;
  name: string;
}

interface AssignDialogProps {
  alert: AlertWire;
  people: readonly Assignable[];
  isOpen: boolean;
  isBusy: boolean;
  onClose: () => void;
  onOrder: (order: AlertCommand) => Promise<boolean>;
}

/** Whose it is. It does not acknowledge: whoever gets it does that. */
export function AssignDialog({ alert, people, isOpen, isBusy, onClose, onOrder }: AssignDialogProps) {
  const formId = useId();
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = Number(new FormData(event.currentTarget).get("account"));
    if (await onOrder({ command: "assign", account_id: chosen > 0 ? chosen : null })) onClose();
  };
  return (
    <Dialog
      title="Assign"
      note={
        <>
          {titleOf(alert)}, <span className="mono">{numberOf(alert)}</span>
        </>
      }
      isOpen={isOpen}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="inverse" type="submit" form={formId} disabled={isBusy} icon="person">
            Assign
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <SelectField
          name="account"
          label="To whom"
          aid="Assigning does not acknowledge it."
          defaultValue={String(alert.assigned_to?.id ?? 0)}
          options={[
            { value: "0", word: "Nobody" },
            ...people.map(({ id, name }) => ({ value: String(id), word: name })),
          ]}
          data-autofocus
        />
      </form>
    </Dialog>
  );
}

"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { SegmentedButtons } from "@/components/ui/segmented";
import { useAddresses } from "./use-addresses";
import { faultOf } from "./use-preferences";

const KINDS = [
  { value: "email", word: "E-mail" },
  { value: "phone", word: "Telephone" },
] as const;

/** Adds a mailbox or a number, which gets a code. */
export function AddAddress() {
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<"email" | "phone">("phone");
  const [value, setValue] = useState("");
  const adding = useAddresses();
  const close = () => {
    setOpen(false);
    setValue("");
    adding.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate({ order: "add", address: { kind, value: value.trim() } }, { onSuccess: close });
  };
  return (
    <>
      <Button size="small" icon="add" onClick={() => setOpen(true)}>
        Add address
      </Button>
      <Dialog
        title="Add an address"
        note="A code of six digits is sent to it. Alerts come to it once you have entered that."
        isOpen={isOpen}
        onClose={close}
        foot={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" type="submit" form="add-address" disabled={adding.isPending}>
              Add and send the code
            </Button>
          </>
        }
      >
        <form id="add-address" className="grid gap-[12px]" onSubmit={submit} noValidate>
          <SegmentedButtons label="Kind of address" value={kind} options={KINDS} onChoose={setKind} />
          <Field
            name="value"
            label={kind === "email" ? "E-mail address" : "Telephone number"}
            placeholder={kind === "email" ? "mara@home.example" : "+35621234567"}
            inputMode={kind === "email" ? "email" : "tel"}
            autoComplete="off"
            data-autofocus
            value={value}
            error={adding.error === null ? undefined : faultOf(adding.error).words}
            onChange={({ target }) => setValue(target.value)}
          />
        </form>
      </Dialog>
    </>
  );
}

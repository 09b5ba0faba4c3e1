"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useNow, useZone } from "@/components/ui/clock";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { localDate } from "@/lib/kernel/zone";
import type { OnCallPage, RotationWire } from "@/lib/on-call/wire";
import { draftOf, emptyLayer } from "./rotation-draft";
import { RotationForm } from "./rotation-form";
import { useOnCallOrder } from "./use-on-call-order";

interface NewRotationProps extends Pick<OnCallPage, "people"> {
  variant: "primary" | "ghost";
}

/** Opens the form of a rotation to be made. */
export function NewRotation({ people, variant }: NewRotationProps) {
  const [isOpen, setOpen] = useState(false);
  const zone = useZone();
  const today = localDate(new Date(useNow()), zone);
  const draft = { name: "", zone, layers: [emptyLayer(0, today)] };
  return (
    <>
      <Button size="small" icon="add" variant={variant} onClick={() => setOpen(true)}>
        New rotation
      </Button>
      {isOpen && (
        <RotationForm title="A new rotation" {...{ draft, people }} saved={null} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

/** Opens the form of a rotation that is there, and the question whether to delete it. */
export function EditRotation({ rotation, people }: { rotation: RotationWire } & Pick<OnCallPage, "people">) {
  const [open, setOpen] = useState<"form" | "delete" | null>(null);
  return (
    <>
      <Button size="small" variant="ghost" icon="edit" onClick={() => setOpen("form")}>
        Edit
      </Button>
      <Button
        size="small"
        variant="ghost"
        icon="remove"
        aria-label={`Delete the rotation ${rotation.name}`}
        onClick={() => setOpen("delete")}
      >
        Delete
      </Button>
      {open === "form" && (
        <RotationForm
          title={`Rotation ${rotation.name}`}
          draft={draftOf(rotation)}
          people={people}
          saved={rotation}
          onClose={() => setOpen(null)}
        />
      )}
      <DeleteDialog rotation={rotation} isOpen={open === "delete"} onClose={() => setOpen(null)} />
    </>
  );
}

interface DeleteDialogProps {
  rotation: RotationWire;
  isOpen: boolean;
  onClose: () => void;
}

function DeleteDialog({ rotation, isOpen, onClose }: DeleteDialogProps) {
  const { run, isBusy } = useOnCallOrder();
  const toast = useToast();
  const remove = async () => {
    onClose();
    const refused = await run({ path: `/${rotation.id}`, method: "DELETE", done: `${rotation.name} is deleted.` });
    if (refused !== null) toast({ status: "crit", text: refused.message });
  };
  return (
    <Dialog
      title={`Delete the rotation ${rotation.name}?`}
      isOpen={isOpen}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" disabled={isBusy} onClick={remove}>
            Delete it
          </Button>
        </>
      }
    >
      <p>Its overrides and calendar links go with it. While an escalation policy calls it, it stays.</p>
    </Dialog>
  );
}

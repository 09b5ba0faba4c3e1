"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { InhibitionWire } from "@/lib/alerts/inhibition";
import { useInhibitionOrder } from "./use-inhibition-order";

interface InhibitionToolsProps {
  inhibition: InhibitionWire;
  /** What it does, in words. */
  sentence: string;
  /** Why the viewer may not; null when they may. */
  locked: string | null;
}

/** Switches one inhibition off and on, and deletes it, asked by its name. */
export function InhibitionTools({ inhibition, sentence, locked }: InhibitionToolsProps) {
  const [isAsking, setAsking] = useState(false);
  const { run, isBusy } = useInhibitionOrder();
  const { id, name, is_active } = inhibition;
  const word = is_active ? "Switch off" : "Switch on";
  const turn = () =>
    run({
      id,
      method: "PUT",
      body: { ...inhibition, is_active: !is_active },
      done: is_active ? `“${name}” is off. What it hid and still burns is told.` : `“${name}” is on.`,
    });
  const remove = async () => {
    setAsking(false);
    await run({ id, method: "DELETE", done: `“${name}” is deleted.` });
  };
  const blocked = { size: "small", disabled: locked !== null || isBusy, title: locked ?? undefined } as const;
  return (
    <span className="flex flex-wrap gap-[8px]">
      <Button {...blocked} icon={is_active ? "pause" : "play"} aria-label={`${word}: ${name}`} onClick={turn}>
        {word}
      </Button>
      <Button {...blocked} icon="remove" aria-label={`Delete: ${name}`} onClick={() => setAsking(true)}>
        Delete
      </Button>
      <Dialog
        title={`Delete “${name}”?`}
        note={`${sentence}.`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button variant="danger" disabled={isBusy} onClick={remove}>
              Delete it
            </Button>
          </>
        }
      >
        <p>What it hides and still burns is told at once. To stop it for a while, switch it off.</p>
      </Dialog>
    </span>
  );
}

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { MeasureWire } from "@/lib/measures/wire";
import { useMeasureCall } from "./use-measure-call";

/** Asks with the measure's name first. */
export function DeleteMeasure({ measure: { id, name } }: { measure: MeasureWire }) {
  const [isAsking, setAsking] = useState(false);
  const { run, isBusy } = useMeasureCall();
  const remove = () => {
    setAsking(false);
    return run({ path: `/${id}`, method: "DELETE", done: `${name} deleted.` });
  };
  return (
    <>
      <Button size="small" variant="danger" icon="remove" disabled={isBusy} onClick={() => setAsking(true)}>
        Delete
      </Button>
      <Dialog
        title={`Delete ${name}?`}
        note="It is refused while a rule names it. What it did stays in the alerts' timelines."
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button variant="danger" onClick={remove}>
              Delete {name}
            </Button>
          </>
        }
      >
        <span />
      </Dialog>
    </>
  );
}

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { MeasureWire } from "@/lib/measures/wire";
import { MeasureForm } from "./measure-form";

/** Adds a measure, or changes one. */
export function MeasureEditor({ measure }: { measure?: MeasureWire }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon={measure === undefined ? "add" : undefined} onClick={() => setOpen(true)}>
        {measure === undefined ? "Add measure" : "Change"}
      </Button>
      <Dialog
        title={measure === undefined ? "Add a protective measure" : `Change ${measure.name}`}
        note="Who changes a measure last cannot approve its calls: that takes a second admin."
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        foot={null}
      >
        <MeasureForm measure={measure} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Threshold } from "@/lib/rules/violations";
import { ThresholdForm } from "./threshold-form";

/** Changes one threshold for everybody. */
export function ThresholdEditor({ threshold }: { threshold: Threshold }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" aria-label={`Change ${threshold.metric}`} onClick={() => setOpen(true)}>
        Change
      </Button>
      <Dialog
        title={`Change ${threshold.metric}`}
        note="It counts for everybody at once. Rules keep their own levels."
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        foot={null}
      >
        <ThresholdForm threshold={threshold} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

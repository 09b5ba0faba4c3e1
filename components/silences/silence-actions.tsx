"use client";

import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import type { SilenceWire } from "@/lib/silences/wire";
import { hrefOfEdit } from "./edit-links";
import { refusalOf, type SilenceViewer } from "./refusal-of";
import { useSilenceOrder } from "./use-silence-order";

const EXTENSION_MINUTES = 30;

/** Lengthens, edits and ends one silence; disabled, with the reason, for whom it is not to end. */
export function SilenceActions({ silence, viewer }: { silence: SilenceWire; viewer: SilenceViewer }) {
  const [isAsking, setAsking] = useState(false);
  const { run, isBusy } = useSilenceOrder();
  const { id, version, state, reason } = silence;
  const refusal = refusalOf(silence, viewer);
  if (refusal !== null) {
    return (
      <span className="inline-flex flex-wrap gap-[8px]">
        <Button size="small" disabled title={refusal}>
          Edit
        </Button>
        <Button size="small" disabled title={refusal}>
          End
        </Button>
        <span className="why">
          <Icon name="about" size={13} />
          {refusal}
        </span>
      </span>
    );
  }
  const isActive = state === "active";
  const end = async (which: "occurrence" | "all") => {
    if ((await run({ order: "end", id, version, which })) === null) setAsking(false);
  };
  return (
    <span className="inline-flex flex-wrap gap-[8px]">
      {isActive && (
        <Button
          size="small"
          disabled={isBusy}
          aria-label={`Extend ${EXTENSION_MINUTES} min: ${reason}`}
          onClick={() => run({ order: "extend", id, version, minutes: EXTENSION_MINUTES })}
        >
          Extend {EXTENSION_MINUTES} min
        </Button>
      )}
      <ButtonLink size="small" href={hrefOfEdit(silence)} title={`Edit ${reason}`}>
        Edit
      </ButtonLink>
      <Button
        size="small"
        disabled={isBusy}
        aria-label={`${isActive ? "End now" : "Cancel"}: ${reason}`}
        onClick={() => setAsking(true)}
      >
        {isActive ? "End now" : "Cancel"}
      </Button>
      <Dialog
        title={`End “${reason}”?`}
        note={`${silence.schedule}. ${silence.about}`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            {isActive && silence.recurrence !== null && (
              <Button disabled={isBusy} onClick={() => end("occurrence")}>
                End this time only
              </Button>
            )}
            <Button variant="danger" disabled={isBusy} onClick={() => end("all")}>
              {silence.recurrence === null ? "End it" : "End it for good"}
            </Button>
          </>
        }
      >
        <p>
          {isActive
            ? "What it hides and still burns is told at once, unless somebody has acknowledged it."
            : "It has not begun: nothing is hidden by it now."}
        </p>
      </Dialog>
    </span>
  );
}

"use client";

import { useState } from "react";
import { BlockedButton, Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { SilenceWire } from "@/lib/silences/wire";
import { useSilenceOrder } from "./use-silence-order";

/** Who looks, and what they may do with silences. */
export interface SilenceViewer {
  name: string;
  mayMake: boolean;
  mayEndAll: boolean;
}

const EXTENSION_MINUTES = 30;

/** Lengthens and ends one silence; disabled, with the reason, for whom it is not to end. */
export function SilenceActions({ silence, viewer }: { silence: SilenceWire; viewer: SilenceViewer }) {
  const [isAsking, setAsking] = useState(false);
  const { run, isBusy } = useSilenceOrder();
  const { id, version, state, reason } = silence;
  const refusal = refusalOf(silence, viewer);
  if (refusal !== null) {
    return (
      <BlockedButton size="small" reason={refusal}>
        End
      </BlockedButton>
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

function refusalOf({ created_by, state }: SilenceWire, viewer: SilenceViewer): string | null {
  if (state === "ended") return "It has ended.";
  if (!viewer.mayMake) return "Your role looks only.";
  if (created_by === viewer.name || viewer.mayEndAll) return null;
  return `Made by ${created_by}: ask them, or an admin.`;
}

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { intervalWords } from "@/lib/on-call/in-words";
import type { OnCallPage, RotationWire, ShiftsWire } from "@/lib/on-call/wire";
import { useOnCallOrder } from "./use-on-call-order";

type Override = ShiftsWire["overrides"][number];

interface OverrideListProps {
  overrides: readonly Override[];
  rotation: RotationWire;
  viewer: OnCallPage["viewer"];
}

/** Who stands in for whom this week, and the way to take it back. */
export function OverrideList({ overrides, rotation, viewer }: OverrideListProps) {
  if (overrides.length === 0) return null;
  return (
    <ul className="grid gap-[6px]" aria-label="Overrides">
      {overrides.map((override) => (
        <li key={override.id} className="flex flex-wrap items-center gap-[8px] text-text-2">
          <span className="min-w-0 flex-1">
            <b className="font-medium text-text-1">{override.name}</b> takes {wordsOf(override, rotation)}
            {override.reason ? `: ${override.reason}` : ""}
          </span>
          {viewer.mayAct && <TakeBack {...{ override, rotation }} />}
        </li>
      ))}
    </ul>
  );
}

function wordsOf({ from, to }: Override, { time_zone }: RotationWire): string {
  return intervalWords({ from: new Date(from), to: new Date(to) }, time_zone);
}

function TakeBack({ override, rotation }: { override: Override; rotation: RotationWire }) {
  const [isAsking, setAsking] = useState(false);
  const { run, isBusy } = useOnCallOrder();
  const toast = useToast();
  const remove = async () => {
    setAsking(false);
    const path = `/${rotation.id}/overrides/${override.id}`;
    const refused = await run({ path, method: "DELETE", done: "The override is taken back." });
    if (refused !== null) toast({ status: "crit", text: refused.message });
  };
  return (
    <>
      <Button size="small" disabled={isBusy} onClick={() => setAsking(true)}>
        Take back
      </Button>
      <Dialog
        title={`Take back ${override.name}'s override?`}
        note={`${wordsOf(override, rotation)}, ${rotation.name}`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button variant="danger" disabled={isBusy} onClick={remove}>
              Take it back
            </Button>
          </>
        }
      >
        <p>Who would usually be on call is, at once if it has begun. Both are told of the hand-off.</p>
      </Dialog>
    </>
  );
}

"use client";

import { useState } from "react";
import { BlockedButton, Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ShownRun } from "@/lib/measures/wire";
import { useMeasureCall } from "./use-measure-call";

/** Approve or decline what waits; take back what was done. */
export function RunButtons({ run }: { run: ShownRun }) {
  if (run.status === "waiting") return <Decide run={run} />;
  if (run.status === "done" && run.action === "run") return <Undo run={run} />;
  return null;
}

function Decide({ run: { id, version, measure_name, host, approval_refused } }: { run: ShownRun }) {
  const { run, isBusy } = useMeasureCall();
  const [isAsking, setAsking] = useState(false);
  const decide = (word: "approve" | "decline", done: string) => {
    setAsking(false);
    return run({ path: `/runs/${id}/${word}`, method: "POST", body: { version }, done });
  };
  if (approval_refused !== null && /^(Only an admin|This affects every brand)/.test(approval_refused)) {
    return (
      <BlockedButton size="small" reason={approval_refused}>
        Approve
      </BlockedButton>
    );
  }
  return (
    <>
      <Button
        variant="ghost"
        size="small"
        disabled={isBusy}
        onClick={() => decide("decline", `${measure_name} declined.`)}
      >
        Decline
      </Button>
      {approval_refused === null ? (
        <Button size="small" disabled={isBusy} onClick={() => setAsking(true)}>
          Approve
        </Button>
      ) : (
        <BlockedButton size="small" reason={approval_refused}>
          Approve
        </BlockedButton>
      )}
      <Dialog
        title={`Approve ${measure_name}?`}
        note={`A signed call goes to ${host} at once. The platform acts on it.`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Not now</Button>
            <Button
              variant="primary"
              onClick={() => decide("approve", `${measure_name} approved. It is being called.`)}
            >
              Approve {measure_name}
            </Button>
          </>
        }
      >
        <span />
      </Dialog>
    </>
  );
}

function Undo({ run: { id, version, measure_name, host, undo_refused } }: { run: ShownRun }) {
  const { run, isBusy } = useMeasureCall();
  const [isAsking, setAsking] = useState(false);
  if (undo_refused !== null) {
    return (
      <BlockedButton size="small" reason={undo_refused}>
        Undo
      </BlockedButton>
    );
  }
  const undo = () => {
    setAsking(false);
    return run({
      path: `/runs/${id}/undo`,
      method: "POST",
      body: { version },
      done: `Undo of ${measure_name} asked for.`,
    });
  };
  return (
    <>
      <Button size="small" disabled={isBusy} onClick={() => setAsking(true)}>
        Undo
      </Button>
      <Dialog
        title={`Take back ${measure_name}?`}
        note={`A signed call to undo it goes out at once; what ${host} did is taken back by the platform.`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Leave it</Button>
            <Button variant="danger" onClick={undo}>
              Take back {measure_name}
            </Button>
          </>
        }
      >
        <span />
      </Dialog>
    </>
  );
}

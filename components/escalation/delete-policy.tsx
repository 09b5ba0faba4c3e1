"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { PolicyWire } from "@/lib/escalation/wire";
import { usePolicyOrder } from "./use-policy-order";

interface DeletePolicyProps {
  policy: PolicyWire;
  onDeleted: () => void;
}

/** Asks with the policy's name first. */
export function DeletePolicy({ policy: { id, name, version }, onDeleted }: DeletePolicyProps) {
  const [isAsking, setAsking] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const { run, isBusy } = usePolicyOrder();
  const remove = async () => {
    const refusal = await run({ path: `/${id}`, method: "DELETE", query: { version }, done: `${name} is deleted.` });
    setRefused(refusal?.message ?? null);
    if (refusal === null) onDeleted();
  };
  return (
    <>
      <Button variant="danger" icon="remove" onClick={() => setAsking(true)}>
        Delete
      </Button>
      <Dialog
        title={`Delete ${name}?`}
        note="Open alerts keep it until they are resolved. New ones begin with the next policy that they meet."
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button variant="danger" disabled={isBusy} onClick={remove}>
              Delete {name}
            </Button>
          </>
        }
      >
        {refused === null ? <span /> : <p role="alert">{refused}</p>}
      </Dialog>
    </>
  );
}

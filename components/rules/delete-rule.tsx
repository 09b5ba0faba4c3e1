"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { asRoute } from "@/components/ui/route";
import { useRuleCommand } from "./use-rule-command";

interface DeleteRuleProps {
  rule: { id: number; rule_name: string; version: number };
  locked: string | null;
}

/** Asks by the rule's name before it is deleted. */
export function DeleteRule({ rule, locked }: DeleteRuleProps) {
  const [isAsking, setAsking] = useState(false);
  const { run, isBusy } = useRuleCommand();
  const router = useRouter();
  const confirm = async () => {
    setAsking(false);
    const done = `${rule.rule_name} is deleted.`;
    if (await run({ path: `/${rule.id}`, version: rule.version, method: "DELETE", done }))
      router.push(asRoute("/rules"));
  };
  return (
    <>
      <Button
        variant="danger"
        icon="remove"
        disabled={locked !== null || isBusy}
        title={locked ?? undefined}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
      <Dialog
        title={`Delete ${rule.rule_name}?`}
        note="What it has open is resolved. Its alerts and versions stay in the history."
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button variant="danger" onClick={confirm}>
              Delete {rule.rule_name}
            </Button>
          </>
        }
      >
        <span />
      </Dialog>
    </>
  );
}

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { RuleFoundWire } from "./rule-wire";
import { useRuleCommand } from "./use-rule-command";

interface RestoreVersionProps {
  rule: RuleFoundWire;
  version: number;
  locked: string | null;
}

/** Asks by rule and version first; what is in force now stays in the list. */
export function RestoreVersion({ rule, version, locked }: RestoreVersionProps) {
  const [isAsking, setAsking] = useState(false);
  const { run, isBusy } = useRuleCommand();
  const confirm = async () => {
    setAsking(false);
    const done = `${rule.rule_name} is as it was in version ${version}.`;
    await run({ path: `/${rule.id}/versions/${version}/restore`, version: rule.version, done });
  };
  return (
    <>
      <Button
        size="small"
        icon="retry"
        disabled={locked !== null || isBusy}
        title={locked ?? undefined}
        aria-label={`Restore version ${version}`}
        onClick={() => setAsking(true)}
      >
        Restore
      </Button>
      <Dialog
        title={`Restore version ${version} of ${rule.rule_name}?`}
        note={`It becomes version ${rule.version + 1}; what is in force now can be restored in turn.`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button variant="primary" onClick={confirm}>
              Restore version {version}
            </Button>
          </>
        }
      >
        <span />
      </Dialog>
    </>
  );
}

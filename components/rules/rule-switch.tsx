"use client";

import { useState } from "react";
import { Button, type ButtonSize } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useRuleCommand } from "./use-rule-command";

interface RuleSwitchProps {
  rule: { id: number; rule_name: string; version: number; is_active: boolean };
  locked: string | null;
  size?: ButtonSize;
}

/** Asks by the rule's name before it is switched on or off. */
export function RuleSwitch({ rule, locked, size = "small" }: RuleSwitchProps) {
  const [isAsking, setAsking] = useState(false);
  const { run, isBusy } = useRuleCommand();
  const word = rule.is_active ? "Disable" : "Enable";
  const confirm = async () => {
    setAsking(false);
    await run({
      path: `/${rule.id}/${word.toLowerCase()}`,
      version: rule.version,
      done: `${rule.rule_name} is ${rule.is_active ? "disabled" : "enabled"}.`,
    });
  };
  return (
    <>
      <Button
        size={size}
        icon={rule.is_active ? "pause" : "play"}
        disabled={locked !== null || isBusy}
        title={locked ?? undefined}
        aria-label={`${word} ${rule.rule_name}`}
        onClick={() => setAsking(true)}
      >
        {word}
      </Button>
      <Dialog
        title={`${word} ${rule.rule_name}?`}
        note={
          rule.is_active
            ? "It is not evaluated until it is enabled again. What it has open is resolved."
            : "It is evaluated from the next sample on."
        }
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button variant={rule.is_active ? "danger" : "primary"} onClick={confirm}>
              {word} {rule.rule_name}
            </Button>
          </>
        }
      >
        <span />
      </Dialog>
    </>
  );
}

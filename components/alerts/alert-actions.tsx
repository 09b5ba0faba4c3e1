"use client";

import { useState } from "react";
import { useKey } from "@/components/shell/use-key";
import { Button } from "@/components/ui/button";
import { type AlertCommand as Command, transition } from "@/lib/alerts/transition";
import type { AlertWire } from "@/lib/alerts/wire";
import { ReasonDialog } from "./reason-dialog";
import { useAlertCommand } from "./use-alert-command";

type Asked = "escalate" | "resolve" | null;

interface AlertActionsProps {
  alert: AlertWire;
  mayAct: boolean;
}

interface Wish {
  alert: Pick<AlertWire, "status" | "severity">;
  command: Command;
  mayAct: boolean;
}

/** Why a command cannot be given now; `null` where it can. */
export function refusalOf({ alert, command, mayAct }: Wish): string | null {
  if (!mayAct) return "Your role may look, not act. An operator, security or an admin can.";
  const outcome = transition(alert, command);
  return outcome.kind === "refused" ? outcome.reason : null;
}

/** The three things that can be done about an alert, on a desk. */
export function AlertActions({ alert, mayAct }: AlertActionsProps) {
  const { asked, ask, acknowledge, close, isBusy } = useActions(alert, mayAct);
  useKey("a", acknowledge);
  useKey("e", () => ask("escalate"));
  useKey("r", () => ask("resolve"));
  return (
    <div className="alert-actions">
      <Button
        variant={alert.status === "triggered" || alert.status === "escalated" ? "inverse" : "plain"}
        icon="check"
        shortcut="A"
        disabled={isBusy || refusalOf({ alert, command: "acknowledge", mayAct }) !== null}
        title={refusalOf({ alert, command: "acknowledge", mayAct }) ?? undefined}
        onClick={acknowledge}
      >
        Acknowledge
      </Button>
      {(["escalate", "resolve"] as const).map((command) => (
        <Button
          key={command}
          shortcut={command === "escalate" ? "E" : "R"}
          disabled={isBusy || refusalOf({ alert, command, mayAct }) !== null}
          title={refusalOf({ alert, command, mayAct }) ?? undefined}
          onClick={() => ask(command)}
        >
          {command === "escalate" ? "Escalate" : "Resolve"}
        </Button>
      ))}
      <ReasonDialog alert={alert} asked={asked} onAsk={ask} onClose={close} />
    </div>
  );
}

/** What both places with actions share: the desk's buttons and the phone's dock. */
export function useActions(alert: AlertWire, mayAct: boolean) {
  const [asked, setAsked] = useState<Asked>(null);
  const { run, isBusy } = useAlertCommand();
  return {
    asked,
    isBusy,
    close: () => setAsked(null),
    ask: (command: "escalate" | "resolve") => {
      if (refusalOf({ alert, command, mayAct }) === null) setAsked(command);
    },
    acknowledge: () => {
      if (!isBusy && refusalOf({ alert, command: "acknowledge", mayAct }) === null)
        void run(alert, { command: "acknowledge" });
    },
  };
}

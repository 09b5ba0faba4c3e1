"use client";

import { useState } from "react";
import { useShellSession } from "@/components/shell/session";
import type { AlertWire } from "@/lib/alerts/wire";
import type { Reasoned } from "./reason-dialog";
import { refusalOf } from "./refusal-of";
import { type AlertCommand, useAlertCommand } from "./use-alert-command";

/** Which dialog is open. */
export type Asked = Reasoned | "snooze" | "assign" | "more" | null;

const GATES = {
  escalate: "escalate",
  resolve: "resolve",
  unacknowledge: "retrigger",
  snooze: "snooze",
  assign: "assign",
} as const;

/** What both places with actions share: the desk's buttons and the phone's dock. */
export function useActions(alert: AlertWire, mayAct: boolean) {
  const [asked, setAsked] = useState<Asked>(null);
  const { run, isBusy } = useAlertCommand();
  const me = useShellSession()?.actor;
  const refusals = {
    acknowledge: refusalOf({ alert, command: "acknowledge", mayAct }),
    escalate: refusalOf({ alert, command: "escalate", mayAct }),
    resolve: refusalOf({ alert, command: "resolve", mayAct }),
    unacknowledge: refusalOf({ alert, command: "retrigger", mayAct }),
    snooze: refusalOf({ alert, command: "snooze", mayAct }),
    assign: refusalOf({ alert, command: "assign", mayAct }),
    outcome: refusalOf({ alert, command: "outcome", mayAct }),
  };
  const order = (command: AlertCommand) => (isBusy ? Promise.resolve(false) : run(alert, command));
  const isMine = me?.kind === "account" && alert.assigned_to?.id === me.id;
  const ask = (what: Exclude<Asked, null>) => {
    if (what === "more" ? mayAct : refusalOf({ alert, command: GATES[what], mayAct }) === null) setAsked(what);
  };
  return {
    asked,
    isBusy,
    refusals,
    isMine,
    order,
    /** What a dialog calls when it has closed: another that was opened from it stays. */
    closed: (...dialogs: Asked[]) => setAsked((open) => (dialogs.includes(open) ? null : open)),
    ask,
    /** Asks how long, or ends it. */
    snooze: () => {
      if (alert.snooze === null) ask("snooze");
      else if (refusals.snooze === null) void order({ command: "unsnooze" });
    },
    acknowledge: () => {
      if (refusals.acknowledge === null) void order({ command: "acknowledge" });
    },
    assignToMe: () => {
      if (refusals.assign === null && !isMine) void order({ command: "assign", account_id: "me" });
    },
  };
}

export type Actions = ReturnType<typeof useActions>;

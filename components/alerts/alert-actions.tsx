"use client";

import { useKey } from "@/components/shell/use-key";
import { Button } from "@/components/ui/button";
import type { AlertWire } from "@/lib/alerts/wire";
import { ActionDialogs } from "./action-dialogs";
import type { Assignable } from "./assign-dialog";
import { COMMENT_ID } from "./comment-form";
import { useSelection } from "./selection";
import { type Actions, useActions } from "./use-actions";

interface AlertActionsProps {
  alert: AlertWire;
  people: readonly Assignable[];
  mayAct: boolean;
}

/** What can be done about an alert, on a desk. */
export function AlertActions({ alert, people, mayAct }: AlertActionsProps) {
  const actions = useActions(alert, mayAct);
  useActionKeys(actions);
  const { acknowledge, ask, snooze, isBusy, refusals } = actions;
  const isOpen = alert.status === "triggered" || alert.status === "escalated";
  return (
    <div className="alert-actions" aria-busy={isBusy}>
      {alert.status === "acknowledged" ? (
        <Action
          word="Take back"
          shortcut="U"
          refusal={refusals.unacknowledge}
          isBusy={isBusy}
          onAct={() => ask("unacknowledge")}
        />
      ) : (
        <Action
          word="Acknowledge"
          shortcut="A"
          variant={isOpen ? "inverse" : "plain"}
          refusal={refusals.acknowledge}
          isBusy={isBusy}
          onAct={acknowledge}
        />
      )}
      <Action word="Escalate" shortcut="E" refusal={refusals.escalate} isBusy={isBusy} onAct={() => ask("escalate")} />
      <Action word="Resolve" shortcut="R" refusal={refusals.resolve} isBusy={isBusy} onAct={() => ask("resolve")} />
      <Action
        word={alert.snooze === null ? "Snooze" : "Wake"}
        shortcut="Z"
        refusal={refusals.snooze}
        isBusy={isBusy}
        onAct={snooze}
      />
      <Button icon="more" disabled={!mayAct || isBusy} aria-label="More actions" onClick={() => ask("more")}>
        {""}
      </Button>
      <ActionDialogs alert={alert} people={people} actions={actions} />
    </div>
  );
}

interface ActionProps {
  word: string;
  shortcut: string;
  variant?: "inverse" | "plain";
  refusal: string | null;
  isBusy: boolean;
  onAct: () => void;
}

function Action({ word, shortcut, variant, refusal, isBusy, onAct }: ActionProps) {
  return (
    <Button
      variant={variant}
      icon={shortcut === "A" ? "check" : undefined}
      shortcut={shortcut}
      disabled={isBusy || refusal !== null}
      title={refusal ?? undefined}
      onClick={onAct}
    >
      {word}
    </Button>
  );
}

/** While alerts of the list are marked, the same keys are theirs. */
function useActionKeys({ acknowledge, ask, snooze, assignToMe }: Actions): void {
  const isSelecting = useSelection().ids.size > 0;
  const unless = (act: () => void) => () => {
    if (!isSelecting) act();
  };
  useKey("a", unless(acknowledge));
  useKey(
    "e",
    unless(() => ask("escalate")),
  );
  useKey(
    "r",
    unless(() => ask("resolve")),
  );
  useKey(
    "u",
    unless(() => ask("unacknowledge")),
  );
  useKey("z", unless(snooze));
  useKey("m", unless(assignToMe));
  useKey("c", () => document.getElementById(COMMENT_ID)?.focus());
}

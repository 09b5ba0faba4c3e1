"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { AlertWire } from "@/lib/alerts/wire";
import { type Assignable, AssignDialog } from "./assign-dialog";
import { numberOf, titleOf } from "./describe-alert";
import { OutcomeChoice, ReasonDialog } from "./reason-dialog";
import { SnoozeDialog } from "./snooze-dialog";
import type { Actions } from "./use-actions";

interface ActionDialogsProps {
  alert: AlertWire;
  people: readonly Assignable[];
  actions: Actions;
}

/** What an action asks before it is done, and the sheet with the rest of them. */
export function ActionDialogs({ alert, people, actions }: ActionDialogsProps) {
  const { asked, ask, closed, order, isBusy } = actions;
  const isReasoned = asked === "escalate" || asked === "resolve" || asked === "unacknowledge";
  const note = (
    <>
      {titleOf(alert)}, <span className="mono">{numberOf(alert)}</span>
    </>
  );
  const shared = { isBusy, onOrder: order };
  return (
    <>
      <ReasonDialog
        note={note}
        alert={alert}
        asked={isReasoned ? asked : null}
        onAsk={ask}
        onClose={() => closed("escalate", "resolve", "unacknowledge")}
        {...shared}
      />
      <SnoozeDialog note={note} isOpen={asked === "snooze"} onClose={() => closed("snooze")} {...shared} />
      <AssignDialog
        alert={alert}
        people={people}
        isOpen={asked === "assign"}
        onClose={() => closed("assign")}
        {...shared}
      />
      <MoreDialog alert={alert} actions={actions} />
    </>
  );
}

const TIMEOUTS = [
  { minutes: 30, word: "Acknowledge for 30 min, then tell again" },
  { minutes: 120, word: "Acknowledge for 2 h, then tell again" },
  { minutes: null, word: "Acknowledge until it is resolved" },
] as const;

/** What is done less often; each says why it cannot be done now. */
function MoreDialog({ alert, actions }: { alert: AlertWire; actions: Actions }) {
  const { asked, ask, closed, order, isBusy, refusals, isMine, assignToMe } = actions;
  const close = () => closed("more");
  const then = async (done: Promise<boolean>) => {
    if (await done) close();
  };
  return (
    <Dialog title="What next" isOpen={asked === "more"} onClose={close} foot={null}>
      <Choice icon="escalate" word="Escalate" refusal={refusals.escalate} onChoose={() => ask("escalate")} />
      <Choice icon="check" word="Resolve" refusal={refusals.resolve} onChoose={() => ask("resolve")} />
      <Choice
        icon="retry"
        word="Take the acknowledgement back"
        refusal={refusals.unacknowledge}
        onChoose={() => ask("unacknowledge")}
      />
      {TIMEOUTS.map(({ minutes, word }) => (
        <Choice
          key={word}
          icon="clock"
          word={word}
          refusal={refusals.acknowledge}
          onChoose={() => then(order({ command: "acknowledge", timeout_minutes: minutes }))}
        />
      ))}
      <Choice
        icon="person"
        word="Assign to me"
        refusal={isMine ? "It is yours already." : refusals.assign}
        onChoose={() => {
          assignToMe();
          close();
        }}
      />
      <Choice icon="person" word="Assign to somebody" refusal={refusals.assign} onChoose={() => ask("assign")} />
      {alert.snooze === null ? (
        <Choice icon="silence" word="Snooze" refusal={refusals.snooze} onChoose={() => ask("snooze")} />
      ) : (
        <Choice
          icon="silence"
          word="End the snooze"
          refusal={null}
          onChoose={() => then(order({ command: "unsnooze" }))}
        />
      )}
      {refusals.outcome === null && !isBusy && (
        <OutcomeChoice outcome={alert.outcome} onChoose={(outcome) => then(order({ command: "outcome", outcome }))} />
      )}
    </Dialog>
  );
}

interface ChoiceProps {
  icon: "escalate" | "check" | "retry" | "clock" | "person" | "silence";
  word: string;
  refusal: string | null;
  onChoose: () => void;
}

function Choice({ icon, word, refusal, onChoose }: ChoiceProps) {
  return (
    <>
      <Button size="touch" icon={icon} disabled={refusal !== null} title={refusal ?? undefined} onClick={onChoose}>
        {word}
      </Button>
      {refusal !== null && <p className="-mt-[6px] text-12 text-text-3">{refusal}</p>}
    </>
  );
}

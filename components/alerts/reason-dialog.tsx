"use client";

import { type SubmitEvent, useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ChoiceChip } from "@/components/ui/chip";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { statusOfSeverity } from "@/components/ui/status";
import { transition } from "@/lib/alerts/transition";
import type { AlertWire } from "@/lib/alerts/wire";
import { numberOf, titleOf } from "./describe-alert";
import { useAlertCommand } from "./use-alert-command";

type Command = "escalate" | "resolve";

const READY: Record<Command, readonly string[]> = {
  escalate: ["Spreading", "Cannot fix it alone", "A decision is needed"],
  resolve: ["Fixed", "Provider is back", "False alarm"],
};
const LENGTH = 500;

interface ReasonDialogProps {
  alert: AlertWire;
  asked: Command | null;
  onAsk: (command: Command) => void;
  onClose: () => void;
}

/** Asks for the reason before it escalates, and for a note before it resolves. */
export function ReasonDialog({ alert, asked, onAsk, onClose }: ReasonDialogProps) {
  const formId = useId();
  const { run, isBusy } = useAlertCommand();
  const command = asked ?? "resolve";
  const word = command === "escalate" ? "Escalate" : "Resolve";
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
    const order = command === "escalate" ? ({ command, reason: text } as const) : ({ command, notes: text } as const);
    if (await run(alert, order)) onClose();
  };
  return (
    <Dialog
      title={word}
      note={
        <>
          {titleOf(alert)}, <span className="mono">{numberOf(alert)}</span>
        </>
      }
      isOpen={asked !== null}
      onClose={onClose}
      aside={<Instead command={command} onAsk={onAsk} />}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="inverse"
            type="submit"
            form={formId}
            disabled={isBusy}
            icon={command === "escalate" ? "escalate" : "check"}
          >
            {word}
          </Button>
        </>
      }
    >
      {command === "escalate" && <SeverityStep alert={alert} />}
      <ReasonForm key={command} id={formId} command={command} onSubmit={submit} />
    </Dialog>
  );
}

function Instead({ command, onAsk }: { command: Command; onAsk: (command: Command) => void }) {
  const other = command === "escalate" ? "resolve" : "escalate";
  return (
    <button type="button" className="text-14 font-medium text-link" onClick={() => onAsk(other)}>
      {other === "resolve" ? "Resolve instead" : "Escalate instead"}
    </button>
  );
}

/** From which severity to which. */
function SeverityStep({ alert }: { alert: AlertWire }) {
  const outcome = transition(alert, "escalate");
  const after = outcome.kind === "moved" ? outcome.severity : alert.severity;
  return (
    <div className="severity-step">
      <span className="panel">
        <Badge status={statusOfSeverity(alert.severity)} variant="solid" />
        <small>now</small>
      </span>
      <Icon name="right" className="text-text-3" />
      <span className={`panel tile-${statusOfSeverity(after)}`}>
        <Badge status={statusOfSeverity(after)} variant="solid" />
        <small>after</small>
      </span>
    </div>
  );
}

interface ReasonFormProps {
  id: string;
  command: Command;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
}

function ReasonForm({ id, command, onSubmit }: ReasonFormProps) {
  const [text, setText] = useState("");
  return (
    <form id={id} onSubmit={onSubmit} className="flex flex-col gap-[10px]">
      <div className="flex flex-wrap gap-[8px]">
        {READY[command].map((word) => (
          <ChoiceChip
            key={word}
            word={word}
            chosen={text.startsWith(word)}
            onChoose={() =>
              setText(text.startsWith(word) ? text.slice(word.length).trimStart() : `${word} ${text}`.trim())
            }
          />
        ))}
      </div>
      <TextField
        name="reason"
        label={command === "escalate" ? "Reason" : "What it was, if you know"}
        aid={`Goes into the timeline and the messages. ${text.length} of ${LENGTH}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={LENGTH}
        required={command === "escalate"}
        data-autofocus
      />
    </form>
  );
}

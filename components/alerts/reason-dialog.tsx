"use client";

import { type ReactNode, type SubmitEvent, useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ChoiceChip } from "@/components/ui/chip";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { Icon, type IconName } from "@/components/ui/icon";
import { statusOfSeverity } from "@/components/ui/status";
import type { Outcome } from "@/lib/alerts/schema";
import { transition } from "@/lib/alerts/transition";
import type { AlertWire } from "@/lib/alerts/wire";
import type { AlertCommand } from "./use-alert-command";

export type Reasoned = "escalate" | "resolve" | "unacknowledge";

const LOOKS: Record<Reasoned, { word: string; label: string; icon: IconName; ready: readonly string[] }> = {
  escalate: {
    word: "Escalate",
    label: "Reason",
    icon: "escalate",
    ready: ["Spreading", "Cannot fix it alone", "A decision is needed"],
  },
  resolve: {
    word: "Resolve",
    label: "What it was, if you know",
    icon: "check",
    ready: ["Fixed", "Provider is back", "False alarm"],
  },
  unacknowledge: {
    word: "Take back",
    label: "Why, if you like",
    icon: "retry",
    ready: ["It failed again", "My shift ends", "Not mine"],
  },
};
const LENGTH = 500;

interface ReasonDialogProps {
  /** What it is about, beside the title: one alert by name, or how many. */
  note: ReactNode;
  /** The one alert it is about, where it is one. */
  alert?: AlertWire;
  asked: Reasoned | null;
  isBusy: boolean;
  onAsk?: (command: Reasoned) => void;
  onClose: () => void;
  onOrder: (order: AlertCommand) => Promise<boolean>;
}

/** Asks for the reason before it escalates, and for a note and an outcome before it resolves. */
export function ReasonDialog({ note, alert, asked, isBusy, onAsk, onClose, onOrder }: ReasonDialogProps) {
  const formId = useId();
  const command = asked ?? "resolve";
  const { word, icon } = LOOKS[command];
  const submit = async (text: string, outcome: Outcome | null) => {
    if (await onOrder(orderOf(command, text, outcome))) onClose();
  };
  return (
    <Dialog
      title={word}
      note={note}
      isOpen={asked !== null}
      onClose={onClose}
      aside={onAsk !== undefined && command !== "unacknowledge" && <Instead command={command} onAsk={onAsk} />}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="inverse" type="submit" form={formId} disabled={isBusy} aria-busy={isBusy} icon={icon}>
            {word}
          </Button>
        </>
      }
    >
      {command === "escalate" && alert !== undefined && <SeverityStep alert={alert} />}
      <ReasonForm key={command} id={formId} command={command} onSubmit={submit} />
    </Dialog>
  );
}

function orderOf(command: Reasoned, text: string, outcome: Outcome | null): AlertCommand {
  switch (command) {
    case "escalate":
      return { command, reason: text };
    case "unacknowledge":
      return { command, reason: text };
    case "resolve":
      return { command, notes: text, outcome };
  }
}

function Instead({ command, onAsk }: { command: "escalate" | "resolve"; onAsk: (command: Reasoned) => void }) {
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
  command: Reasoned;
  onSubmit: (text: string, outcome: Outcome | null) => void;
}

function ReasonForm({ id, command, onSubmit }: ReasonFormProps) {
  const [text, setText] = useState("");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { label, ready } = LOOKS[command];
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(text.trim(), outcome);
  };
  const choose = (word: string) =>
    setText(text.startsWith(word) ? text.slice(word.length).trimStart() : `${word} ${text}`.trim());
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-[10px]">
      <div className="flex flex-wrap gap-[8px]">
        {ready.map((word) => (
          <ChoiceChip key={word} word={word} chosen={text.startsWith(word)} onChoose={() => choose(word)} />
        ))}
      </div>
      <TextField
        name="reason"
        label={label}
        aid={`Goes into the timeline and the messages. ${text.length} of ${LENGTH}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={LENGTH}
        required={command === "escalate"}
        data-autofocus
      />
      {command === "resolve" && <OutcomeChoice outcome={outcome} onChoose={setOutcome} />}
    </form>
  );
}

/** One tap: what the rule's precision counts. */
export function OutcomeChoice({
  outcome,
  onChoose,
}: {
  outcome: Outcome | null;
  onChoose: (outcome: Outcome | null) => void;
}) {
  return (
    <fieldset className="flex flex-wrap items-center gap-[8px]">
      <legend className="label">Was it worth telling?</legend>
      {(["useful", "noise"] as const).map((value) => (
        <ChoiceChip
          key={value}
          word={value === "useful" ? "Useful" : "Noise"}
          chosen={outcome === value}
          onChoose={() => onChoose(outcome === value ? null : value)}
        />
      ))}
    </fieldset>
  );
}

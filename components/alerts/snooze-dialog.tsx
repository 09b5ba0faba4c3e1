"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useNow, useZone } from "@/components/ui/clock";
import { Dialog } from "@/components/ui/dialog";
import { Time } from "@/components/ui/time";
import { hourTomorrow } from "@/lib/kernel/zone";
import type { AlertCommand } from "./use-alert-command";

interface SnoozeDialogProps {
  /** What is snoozed, beside the title. */
  note: ReactNode;
  isOpen: boolean;
  isBusy: boolean;
  onClose: () => void;
  onOrder: (order: AlertCommand) => Promise<boolean>;
}

const MORNING = 8;

/** How long not to hear of it. Nobody is told meanwhile, and the escalation pauses. */
export function SnoozeDialog({ note, isOpen, isBusy, onClose, onOrder }: SnoozeDialogProps) {
  const morning = hourTomorrow(new Date(useNow()), useZone(), MORNING);
  const choices: readonly { key: string; word: ReactNode; order: AlertCommand }[] = [
    { key: "short", word: "30 min", order: { command: "snooze", minutes: 30 } },
    { key: "long", word: "2 h", order: { command: "snooze", minutes: 120 } },
    {
      key: "morning",
      word: (
        <>
          Until <Time at={morning} show="minute" /> tomorrow
        </>
      ),
      order: { command: "snooze", until: morning.toISOString() },
    },
    { key: "worse", word: "Until it gets worse", order: { command: "snooze", until_worse: true } },
  ];
  return (
    <Dialog
      title="Snooze"
      note={note}
      isOpen={isOpen}
      onClose={onClose}
      foot={<Button onClick={onClose}>Cancel</Button>}
    >
      <p className="text-13 text-text-2">Nobody is told of it meanwhile. It stays listed; its escalation pauses.</p>
      {choices.map(({ key, word, order }) => (
        <Button
          key={key}
          size="touch"
          icon={key === "worse" ? "escalate" : "clock"}
          disabled={isBusy}
          onClick={async () => {
            if (await onOrder(order)) onClose();
          }}
        >
          {word}
        </Button>
      ))}
    </Dialog>
  );
}

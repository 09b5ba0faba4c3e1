"use client";

import { useState } from "react";
import { useKey } from "@/components/shell/use-key";
import { Button } from "@/components/ui/button";
import type { RowEntry } from "./alert-rows";
import { ReasonDialog, type Reasoned } from "./reason-dialog";
import { SnoozeDialog } from "./snooze-dialog";
import { type AlertCommand, useBulkCommand } from "./use-alert-command";

interface BulkBarProps {
  marked: readonly RowEntry[];
  onClear: () => void;
}

/** What can be done with all that are marked: one command, each alert for itself. */
export function BulkBar({ marked, onClear }: BulkBarProps) {
  const [asked, setAsked] = useState<Reasoned | "snooze" | null>(null);
  const { run, isBusy } = useBulkCommand();
  const order = async (command: AlertCommand) => {
    if (isBusy || !(await run(marked, command))) return false;
    onClear();
    return true;
  };
  const acknowledge = () => void order({ command: "acknowledge" });
  const assignToMe = () => void order({ command: "assign", account_id: "me" });
  useKey("a", acknowledge);
  useKey("m", assignToMe);
  useKey("r", () => setAsked("resolve"));
  useKey("z", () => setAsked("snooze"));
  useKey("u", () => setAsked("unacknowledge"));
  const count = marked.length === 1 ? "1 alert" : `${marked.length} alerts`;
  const shared = { note: count, isBusy, onClose: () => setAsked(null), onOrder: order };
  return (
    <div className="bulk-bar" role="toolbar" aria-label="Selected alerts" aria-busy={isBusy}>
      <b aria-live="polite">{count}</b>
      <Button size="small" icon="check" disabled={isBusy} onClick={acknowledge}>
        Acknowledge
      </Button>
      <Button size="small" disabled={isBusy} onClick={() => setAsked("resolve")}>
        Resolve
      </Button>
      <Button size="small" disabled={isBusy} onClick={() => setAsked("snooze")}>
        Snooze
      </Button>
      <Button size="small" disabled={isBusy} onClick={assignToMe}>
        Assign to me
      </Button>
      <Button size="small" disabled={isBusy} onClick={() => void order({ command: "outcome", outcome: "noise" })}>
        Noise
      </Button>
      <Button size="small" variant="ghost" icon="close" onClick={onClear}>
        Clear
      </Button>
      <ReasonDialog asked={asked === "snooze" ? null : asked} {...shared} />
      <SnoozeDialog isOpen={asked === "snooze"} {...shared} />
    </div>
  );
}

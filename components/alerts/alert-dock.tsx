"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { Countdown } from "@/components/ui/time";
import type { AlertWire } from "@/lib/alerts/wire";
import { refusalOf, useActions } from "./alert-actions";
import { standingOf } from "./describe-alert";
import { ReasonDialog } from "./reason-dialog";

/** On a phone, in place of the bottom bar: the way to act under the thumb. */
export function AlertDock({ alert, mayAct }: { alert: AlertWire; mayAct: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const { asked, ask, acknowledge, close, isBusy } = useActions(alert, mayAct);
  const refusal = refusalOf({ alert, command: "acknowledge", mayAct });
  const choose = (command: "escalate" | "resolve") => {
    setOpen(false);
    ask(command);
  };
  return (
    <footer className="action-dock">
      <Next alert={alert} />
      <div className="grid grid-cols-[1fr_56px] gap-[8px]">
        <Button variant="inverse" size="dock" icon="check" disabled={isBusy || refusal !== null} onClick={acknowledge}>
          {alert.status === "acknowledged" ? "Acknowledged" : alert.status === "resolved" ? "Resolved" : "Acknowledge"}
        </Button>
        <button
          type="button"
          className="button button-dock"
          aria-label="Escalate, resolve"
          disabled={!mayAct || alert.status === "resolved"}
          onClick={() => setOpen(true)}
        >
          <Icon name="more" size={20} />
        </button>
      </div>
      <Dialog title="What next" isOpen={isOpen} onClose={() => setOpen(false)} foot={null}>
        <Button size="dock" icon="escalate" onClick={() => choose("escalate")}>
          Escalate
        </Button>
        <Button size="dock" icon="check" onClick={() => choose("resolve")}>
          Resolve
        </Button>
      </Dialog>
      <ReasonDialog alert={alert} asked={asked} onAsk={ask} onClose={close} />
    </footer>
  );
}

/** How long until it goes to others, as words and as a bar that runs out. */
function Next({ alert }: { alert: AlertWire }) {
  const now = useNow();
  const { escalates_at, escalated_at, triggered_at } = alert;
  if (escalates_at === null) return <p className="mb-[9px] text-13 text-text-2">{standingOf(alert)}</p>;
  const from = new Date(escalated_at ?? triggered_at).getTime();
  const to = new Date(escalates_at).getTime();
  const passed = Math.min(1, Math.max(0, (now - from) / Math.max(1, to - from)));
  return (
    <>
      <p className="mb-[9px] flex justify-between text-13 text-text-2">
        <span>Escalates in</span>
        <b className="text-text-1">
          <Countdown to={escalates_at} />
        </b>
      </p>
      <div className="bar bar-thin mb-[10px]" style={{ "--fill": "var(--text-2)" }} aria-hidden>
        <i style={{ width: `${Math.round(passed * 100)}%` }} suppressHydrationWarning />
      </div>
    </>
  );
}

"use client";

import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { Icon } from "@/components/ui/icon";
import { Countdown } from "@/components/ui/time";
import type { AlertWire } from "@/lib/alerts/wire";
import { ActionDialogs } from "./action-dialogs";
import type { Assignable } from "./assign-dialog";
import { standingOf } from "./describe-alert";
import { useActions } from "./use-actions";

interface AlertDockProps {
  alert: AlertWire;
  people: readonly Assignable[];
  mayAct: boolean;
}

/** On a phone, in place of the bottom bar: the way to act under the thumb. */
export function AlertDock({ alert, people, mayAct }: AlertDockProps) {
  const actions = useActions(alert, mayAct);
  const { ask, acknowledge, isBusy, refusals } = actions;
  return (
    <footer className="action-dock" aria-busy={isBusy}>
      <Next alert={alert} />
      <div className="action-dock-row">
        <Button
          variant="inverse"
          size="dock"
          icon="check"
          disabled={isBusy || refusals.acknowledge !== null}
          title={refusals.acknowledge ?? undefined}
          onClick={acknowledge}
        >
          {alert.status === "acknowledged" ? "Acknowledged" : alert.status === "resolved" ? "Resolved" : "Acknowledge"}
        </Button>
        <DockButton icon="silence" word="Snooze" refusal={refusals.snooze} onPress={() => ask("snooze")} />
        <DockButton icon="escalate" word="Escalate" refusal={refusals.escalate} onPress={() => ask("escalate")} />
        <DockButton
          icon="more"
          word="More actions"
          refusal={mayAct ? null : refusals.escalate}
          onPress={() => ask("more")}
        />
      </div>
      <ActionDialogs alert={alert} people={people} actions={actions} />
    </footer>
  );
}

interface DockButtonProps {
  icon: "silence" | "escalate" | "more";
  word: string;
  refusal: string | null;
  onPress: () => void;
}

function DockButton({ icon, word, refusal, onPress }: DockButtonProps) {
  return (
    <button
      type="button"
      className="button button-dock"
      aria-label={word}
      title={refusal ?? word}
      disabled={refusal !== null}
      onClick={onPress}
    >
      <Icon name={icon} size={20} />
    </button>
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

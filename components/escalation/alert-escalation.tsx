import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { toRoute } from "@/components/ui/route";
import { Time } from "@/components/ui/time";

interface AlertEscalationProps {
  alertId: number;
  escalation: {
    policy: { name: string };
    steps: number;
    steps_done: number;
    next: { name: string; at: string; tells: string } | null;
    because: string | null;
  };
}

/** Which policy an alert has, and what it does next: "Next: step 2 of Payments at 03:18, Tomas Berg (on call)". */
export function AlertEscalation({ alertId, escalation }: AlertEscalationProps) {
  const { policy, steps, steps_done, next, because } = escalation;
  return (
    <p className="alert-escalation">
      <Icon name="escalate" size={15} />
      <span>
        <b className="font-medium text-text-1">Policy {policy.name}</b>, {placeOf(steps_done, steps)}.{" "}
        {next === null ? (
          because !== null && `No next step: ${because}.`
        ) : (
          <>
            Next: {next.name} at <Time at={next.at} show="smart" />, {next.tells}.
          </>
        )}{" "}
        <Link className="link" href={toRoute(`/escalation?alert=${alertId}`)}>
          Simulate
        </Link>
      </span>
    </p>
  );
}

/** `step 1 of 3`, `step 2 of 3, time 2`. */
function placeOf(done: number, steps: number): string {
  if (done === 0) return steps === 1 ? "1 step to come" : `${steps} steps to come`;
  const round = Math.ceil(done / steps);
  return `step ${done - (round - 1) * steps} of ${steps} taken${round === 1 ? "" : `, time ${round}`}`;
}

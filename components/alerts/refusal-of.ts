import { type AmendmentName, refusalOfAmendment } from "@/lib/alerts/amend";
import { type AlertCommand as Move, transition } from "@/lib/alerts/transition";
import type { AlertWire } from "@/lib/alerts/wire";

interface Wish {
  alert: Pick<AlertWire, "status" | "severity" | "class">;
  command: Move | AmendmentName;
  mayAct: boolean;
}

/** Why a command cannot be given now; `null` where it can. */
export function refusalOf({ alert, command, mayAct }: Wish): string | null {
  if (!mayAct) return "Your role may look, not act. An operator, security or an admin can.";
  switch (command) {
    case "acknowledge":
    case "escalate":
    case "resolve":
    case "retrigger": {
      const outcome = transition(alert, command);
      return outcome.kind === "refused" ? outcome.reason : null;
    }
    default:
      return refusalOfAmendment(alert, command)?.reason ?? null;
  }
}

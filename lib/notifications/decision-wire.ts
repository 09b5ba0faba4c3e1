import { z } from "zod";
import { kindOfOutcome } from "./outcome";
import type { Notification } from "./schema";
import { notificationToWire } from "./wire";

/** A gate's word as it was stored; rows of an earlier release may have none. */
const StoredGates = z
  .array(z.object({ gate: z.string(), result: z.enum(["pass", "hold", "skip"]), reason: z.string() }))
  .catch([]);

/** A decision with every gate on the way, and whether the recipient was told. */
export function decisionToWire(notification: Notification) {
  const { gate, gates } = notification.decision;
  return {
    ...notificationToWire(notification),
    outcome: kindOfOutcome(notification.status),
    gate: typeof gate === "string" ? gate : null,
    gates: StoredGates.parse(gates),
  };
}
export type DecisionWire = ReturnType<typeof decisionToWire>;

import type { EscalationPolicy } from "@/lib/escalation/schema";
import { SECOND_MS } from "@/lib/kernel/time";
import type { Moment, SimulatedRow, Simulation } from "./simulation";
import type { Warning } from "./warn-of";

/** A simulation as the API writes it. `rows` names every decision once; moments refer to them by id. */
export function simulationToWire(simulation: Simulation, warnings: readonly Warning[]) {
  const { policy, alert, endsAt } = simulation;
  return {
    at: alert.triggeredAt.toISOString(),
    ends_at: endsAt.toISOString(),
    raised_severity: simulation.moments[0]?.severity ?? alert.severity,
    alert: {
      rule_name: alert.ruleName,
      metric: alert.metric,
      labels: alert.labels,
      severity: alert.severity,
      status: alert.status,
    },
    policy: policyToWire(policy),
    moments: simulation.moments.map(momentToWire),
    rows: simulation.rows.map(rowToWire),
    warnings,
  };
}
export type SimulationWire = ReturnType<typeof simulationToWire>;

function policyToWire({ id, name, steps, repeats, repeatAfterMs }: EscalationPolicy) {
  return {
    id,
    name,
    steps: steps.map(({ afterMs }) => ({ after_seconds: afterMs / SECOND_MS })),
    repeats,
    repeat_after_seconds: repeatAfterMs === null ? null : repeatAfterMs / SECOND_MS,
  };
}

function momentToWire(moment: Moment) {
  return {
    kind: moment.kind,
    at: moment.at.toISOString(),
    after_seconds: moment.afterMs / SECOND_MS,
    words: moment.words,
    severity: moment.severity,
    step: moment.step,
    passed_over: moment.passedOver,
    decided: moment.decided.map((row) => ({
      id: row.id,
      channel: row.channel,
      recipient: row.recipient,
      name: row.name,
      decision: row.status === "delivered" ? "send" : row.status === "held" ? "hold" : "skip",
      until: row.heldUntil?.toISOString() ?? null,
      reason: row.reason,
      gate: row.gate,
      gates: row.gates,
    })),
    released: moment.released,
  };
}

function rowToWire(row: SimulatedRow) {
  return {
    id: row.id,
    occasion: row.occasion,
    severity: row.severity,
    channel: row.channel,
    recipient: row.recipient,
    name: row.name,
    status: row.status,
    reason: row.reason,
    gate: row.gate,
    decided_at: row.createdAt.toISOString(),
    held_until: row.heldUntil?.toISOString() ?? null,
    delivered_at: row.deliveredAt?.toISOString() ?? null,
    bundle: row.bundle,
  };
}

import { MINUTE_MS } from "@/lib/kernel/time";
import type { BusinessHours, EscalationPolicy, EscalationStep, EscalationTarget, Kept } from "./schema";

const toMinutes = (ms: number | null) => (ms === null ? null : ms / MINUTE_MS);

/** A policy as the API writes it; a PUT takes it back. Of the built-in one `id`, `position` and both instants are null. */
export function policyToWire(policy: EscalationPolicy & Partial<Kept>) {
  return {
    id: policy.id,
    name: policy.name,
    matchers: policy.matchers.map((matcher) => ({ ...matcher })),
    severities: [...policy.severities],
    steps: policy.steps.map(stepToWire),
    repeats: policy.repeats,
    repeat_after_minutes: toMinutes(policy.repeatAfterMs),
    acknowledgement_timeout_minutes: toMinutes(policy.acknowledgementTimeoutMs),
    position: policy.position ?? null,
    is_active: policy.isActive ?? true,
    version: policy.version,
    is_default: policy.id === null,
    created_at: policy.createdAt?.toISOString() ?? null,
    updated_at: policy.updatedAt?.toISOString() ?? null,
  };
}
export type PolicyWire = ReturnType<typeof policyToWire>;

function stepToWire({ afterMs, targets, raisesSeverity, businessHours }: EscalationStep) {
  return {
    after_minutes: afterMs / MINUTE_MS,
    targets: targets.map(targetToWire),
    raises_severity: raisesSeverity,
    business_hours: businessHours && hoursToWire(businessHours),
  };
}
export type StepWire = ReturnType<typeof stepToWire>;

function hoursToWire({ zone, hours, holidays, outside }: BusinessHours) {
  return {
    time_zone: zone,
    days: [...hours.days],
    from: hours.from,
    to: hours.to,
    holidays: [...holidays],
    outside:
      outside.kind === "instead" ? { kind: "instead" as const, targets: outside.targets.map(targetToWire) } : outside,
  };
}
export type HoursWire = ReturnType<typeof hoursToWire>;

/** `layer` null: the first that has somebody. */
export type TargetWire =
  | { kind: "everyone" }
  | { kind: "person"; account_id: number }
  | { kind: "role"; role: (EscalationTarget & { kind: "role" })["role"] }
  | { kind: "rotation"; rotation_id: number; layer: string | null }
  | { kind: "channel"; channel: (EscalationTarget & { kind: "channel" })["channel"] };

function targetToWire(target: EscalationTarget): TargetWire {
  if (target.kind === "person") return { kind: "person", account_id: target.accountId };
  if (target.kind === "rotation")
    return { kind: "rotation", rotation_id: target.rotationId, layer: target.layer ?? null };
  return { ...target };
}

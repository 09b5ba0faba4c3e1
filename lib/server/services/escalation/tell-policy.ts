import "server-only";
import type { StoredPolicy } from "@/lib/escalation/schema";
import { policyToWire } from "@/lib/escalation/wire";
import type { Unit } from "@/lib/server/context";

interface Told {
  action: `escalation_policy/${string}`;
  before: StoredPolicy | null;
  after: StoredPolicy | null;
}

/** One audit line of what became of a policy. */
export function tellPolicy(unit: Unit, { action, before, after }: Told): void {
  const subject = after ?? before;
  unit.tell.audit({
    action,
    subject: `escalation_policy:${subject?.id}`,
    details: {
      name: subject?.name,
      before: before && policyToWire(before),
      after: after && policyToWire(after),
    },
  });
}

import "server-only";
import { defaultPolicy } from "@/lib/escalation/next-step";
import type { EscalationPolicy } from "@/lib/escalation/schema";
import { MINUTE_MS } from "@/lib/kernel/time";
import { env } from "@/lib/server/env";

/** The policy in force: one, by the environment, until policies are kept in the database. */
export function escalationPolicy(): EscalationPolicy {
  return defaultPolicy(env().ESCALATION_AFTER_MINUTES * MINUTE_MS);
}

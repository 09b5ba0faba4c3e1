import { isAtLeast, type Severity } from "@/lib/kernel/severity";
import { CHANNELS, type Channel } from "@/lib/rules/schema";
import type { Routing } from "./house";
import type { Occasion } from "./schema";

/** N2: from which severity each channel hears by default. The live feed hears always and is no channel. */
export const ROUTING_FLOORS: Routing = {
  log: "info",
  slack: "warning",
  webhook: "warning",
  email: "critical",
  pagerduty: "critical",
  push: "critical",
  sms: "emergency",
};

/** The channels of a severity by the matrix, in the order of `CHANNELS`. */
export function routeBySeverity(severity: Severity): Channel[] {
  return CHANNELS.filter((channel) => isAtLeast(severity, ROUTING_FLOORS[channel]));
}

/**
 * Whether a channel hears of this, and why. A rule that names channels uses exactly those beside the log; an escalation
 * adds those of the new severity.
 */
export function isRouted(question: {
  channel: Channel;
  severity: Severity;
  occasion: Occasion;
  ruleChannels: readonly Channel[] | null;
  routing: Routing;
}): { isTold: boolean; reason: string } {
  const { channel, severity, occasion, ruleChannels, routing } = question;
  if (channel === "log") return { isTold: true, reason: "the log hears of everything" };
  if (ruleChannels?.includes(channel)) return { isTold: true, reason: `the rule names ${channel}` };
  const byMatrix = isAtLeast(severity, routing[channel]);
  if (ruleChannels === null || occasion !== "triggered") {
    if (byMatrix) return { isTold: true, reason: `${severity} alerts go to ${channel}` };
    return { isTold: false, reason: `${channel} hears from ${routing[channel]}, and this is ${severity}` };
  }
  return { isTold: false, reason: `the rule names its channels, and ${channel} is not among them` };
}

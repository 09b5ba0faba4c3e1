import type { Severity } from "@/lib/kernel/severity";
import type { Channel } from "@/lib/rules/schema";
import type { Preferences } from "./schema";

/** Whether an admin's own preferences let a channel tell of a severity, and the words for it. */
export function prefers(
  preferences: Preferences,
  { channel, severity }: { channel: Channel; severity: Severity },
): { isWanted: boolean; reason: string } {
  if (preferences.channels[channel] === false) return { isWanted: false, reason: `has ${channel} switched off` };
  if (!preferences.severities[severity]) return { isWanted: false, reason: `has ${severity} alerts switched off` };
  return { isWanted: true, reason: `wants ${severity} alerts by ${channel}` };
}

import type { Severity } from "@/lib/kernel/severity";
import type { Channel } from "@/lib/rules/schema";
import { isPersonal, type Preferences } from "./schema";

/** Whether an admin's own preferences let a channel tell of a severity, and the words for it. */
export function prefers(
  preferences: Preferences,
  { channel, severity }: { channel: Channel; severity: Severity },
): { isWanted: boolean; reason: string } {
  if (preferences.channels[channel] === false) return { isWanted: false, reason: `has ${channel} switched off` };
  const own = isPersonal(channel) ? preferences.channelSeverities[channel]?.[severity] : undefined;
  if (own === false) return { isWanted: false, reason: `has ${severity} alerts by ${channel} switched off` };
  if (own === undefined && !preferences.severities[severity])
    return { isWanted: false, reason: `has ${severity} alerts switched off` };
  return { isWanted: true, reason: `wants ${severity} alerts by ${channel}` };
}

/** Whether somebody asks for a severity by a channel that the house's routing would not reach down to. */
export function lowersFloor(
  preferences: Preferences | null,
  { channel, severity }: { channel: Channel; severity: Severity },
): boolean {
  return preferences !== null && isPersonal(channel) && preferences.channelSeverities[channel]?.[severity] === true;
}

import { isAtLeast, SEVERITIES, type Severity } from "@/lib/kernel/severity";
import { breaksThrough } from "./quiet-hours";
import type { PersonalChannel } from "./schema";
import type { PreferencesWire } from "./wire";

/** From which severity the house lets a channel hear, where a person says nothing else. */
export type Floors = Readonly<Record<PersonalChannel, Severity>>;

export interface Cell {
  channel: PersonalChannel;
  severity: Severity;
}

const CHANNEL_SWITCHES = {
  email: "email_notifications",
  slack: "slack_notifications",
  push: "push_notifications",
  sms: "sms_notifications",
} as const satisfies Record<PersonalChannel, keyof PreferencesWire>;

/** Whether a person is told of a severity by a channel, as preferences and the house's floors together say. */
export function isCellOn(saved: PreferencesWire, { channel, severity }: Cell, floors: Floors): boolean {
  if (!saved[CHANNEL_SWITCHES[channel]]) return false;
  const own = saved.channel_severities[channel]?.[severity];
  return own ?? (isSeverityOn(saved, severity) && isAtLeast(severity, floors[channel]));
}

/** Whether quiet hours hold a severity until they end. */
export function isHeldAtNight(saved: PreferencesWire, severity: Severity): boolean {
  return saved.quiet_hours_enabled && !breaksThrough(severity, saved.critical_breaks_quiet);
}

/**
 * What to change so that one cell is switched and no other: a channel that was off as a whole is switched on with its other
 * severities off.
 */
export function switchCell(saved: PreferencesWire, cell: Cell, floors: Floors): Partial<PreferencesWire> {
  const { channel, severity } = cell;
  const isOn = isCellOn(saved, cell, floors);
  const own = saved[CHANNEL_SWITCHES[channel]] ? saved.channel_severities[channel] : ALL_OFF;
  return {
    [CHANNEL_SWITCHES[channel]]: true,
    channel_severities: { ...saved.channel_severities, [channel]: { ...own, [severity]: !isOn } },
  };
}

const ALL_OFF = Object.fromEntries(SEVERITIES.map((severity) => [severity, false]));

function isSeverityOn(saved: PreferencesWire, severity: Severity): boolean {
  const switches = {
    info: saved.info_alerts,
    warning: saved.warning_alerts,
    critical: saved.critical_alerts,
    emergency: saved.emergency_alerts ?? saved.critical_alerts,
  };
  return switches[severity];
}

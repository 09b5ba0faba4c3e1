import { EndOfHours, TimeOfDay } from "@/lib/kernel/week";
import { isTimeZone } from "@/lib/kernel/zone";
import type { ChannelSeverities, Delays, Preferences, QuietDays, QuietHours } from "./schema";

/** What a person saves, as the API says it. An `emergency_alerts` of null follows `critical_alerts`. */
export interface PreferencesWire {
  email_notifications: boolean;
  sms_notifications: boolean;
  slack_notifications: boolean;
  push_notifications: boolean;
  critical_alerts: boolean;
  warning_alerts: boolean;
  info_alerts: boolean;
  emergency_alerts: boolean | null;
  quiet_hours_enabled: boolean;
  quiet_start_time: string | null;
  quiet_end_time: string | null;
  time_zone: string | null;
  email: string | null;
  phone: string | null;
  slack_channel: string | null;
  channel_severities: ChannelSeverities;
  delays_minutes: Delays;
  quiet_days: QuietDays | null;
  critical_breaks_quiet: boolean;
  resolution_notices: boolean;
}

/** Of somebody who saved none yet. */
export const DEFAULT_PREFERENCES: PreferencesWire = {
  email_notifications: true,
  sms_notifications: false,
  slack_notifications: true,
  push_notifications: false,
  critical_alerts: true,
  warning_alerts: true,
  info_alerts: false,
  emergency_alerts: null,
  quiet_hours_enabled: false,
  quiet_start_time: null,
  quiet_end_time: null,
  time_zone: null,
  email: null,
  phone: null,
  slack_channel: null,
  channel_severities: {},
  delays_minutes: {},
  quiet_days: null,
  critical_breaks_quiet: true,
  resolution_notices: false,
};

/** What was saved as what decides who is told. */
export function preferencesOf(saved: PreferencesWire): Preferences {
  return {
    channels: {
      email: saved.email_notifications,
      sms: saved.sms_notifications,
      slack: saved.slack_notifications,
      push: saved.push_notifications,
    },
    severities: {
      info: saved.info_alerts,
      warning: saved.warning_alerts,
      critical: saved.critical_alerts,
      emergency: saved.emergency_alerts ?? saved.critical_alerts,
    },
    channelSeverities: saved.channel_severities,
    delays: saved.delays_minutes,
    email: saved.email,
    quietHours: quietHoursOf(saved),
    criticalBreaksQuiet: saved.critical_breaks_quiet,
    wantsResolutions: saved.resolution_notices,
  };
}

/** The quiet hours that count; null where they are off, or are no times of day. Without a zone the runtime knows they are by UTC. */
export function quietHoursOf(
  saved: Pick<
    PreferencesWire,
    "quiet_hours_enabled" | "quiet_start_time" | "quiet_end_time" | "time_zone" | "quiet_days"
  >,
): QuietHours | null {
  const { quiet_hours_enabled, quiet_start_time: start, quiet_end_time: end, time_zone, quiet_days } = saved;
  if (!quiet_hours_enabled || start === null || end === null) return null;
  if (!TimeOfDay.safeParse(start).success || !EndOfHours.safeParse(end).success) return null;
  const zone = time_zone !== null && isTimeZone(time_zone) ? time_zone : "UTC";
  return { start, end, zone, days: quiet_days ?? {} };
}

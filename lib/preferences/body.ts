import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { EndOfHours, TimeOfDay } from "@/lib/kernel/week";
import { isTimeZone } from "@/lib/kernel/zone";
import { EmailAddress, PhoneNumber } from "./address-body";
import { ChannelSeverities, Delays, QuietDays } from "./schema";
import type { PreferencesWire } from "./wire";

const ON_OFF = "expected true or false";
const ZONE = "expected a time zone, such as Europe/Malta";
const SLACK = "expected a channel or person of Slack, such as #ops-payments or the member ID U024BE7LH";

const isOn = z.boolean(ON_OFF).optional();

/** A person's preferences as the API takes them: what a GET gave, or parts of it. What is left out stays as it is. */
export const PreferencesBody = z.object({
  email_notifications: isOn,
  sms_notifications: isOn,
  slack_notifications: isOn,
  push_notifications: isOn,
  critical_alerts: isOn,
  warning_alerts: isOn,
  info_alerts: isOn,
  emergency_alerts: z.boolean("expected true, false, or null to follow critical_alerts").nullish(),
  quiet_hours_enabled: isOn,
  quiet_start_time: TimeOfDay.nullish(),
  quiet_end_time: EndOfHours.nullish(),
  time_zone: z.string(ZONE).max(64, ZONE).refine(isTimeZone, ZONE).nullish(),
  email: EmailAddress.nullish(),
  phone: PhoneNumber.nullish(),
  slack_channel: z
    .string(SLACK)
    .max(80, SLACK)
    .regex(/^(?:[#@][^\s\p{Cc}]+|[CDGUW][A-Z0-9]{6,})$/u, SLACK)
    .nullish(),
  channel_severities: ChannelSeverities.optional(),
  delays_minutes: Delays.optional(),
  quiet_days: QuietDays.nullish(),
  critical_breaks_quiet: isOn,
  resolution_notices: isOn,
});
export type PreferencesBody = z.infer<typeof PreferencesBody>;

/**
 * What is saved after a body was taken.
 * @throws AppError `invalid` where quiet hours are on without two different times.
 */
export function applyBody(present: PreferencesWire, body: PreferencesBody): PreferencesWire {
  const sent = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  const after = { ...present, ...sent };
  if (after.quiet_hours_enabled) refuseUnclear(after);
  return after;
}

function refuseUnclear({ quiet_start_time, quiet_end_time, quiet_days }: PreferencesWire): void {
  const refuse = (field: string, why: string) => new AppError("invalid", `${field}: ${why}`, { field });
  if (quiet_start_time === null)
    throw refuse("quiet_start_time", "quiet hours need a time they begin at, such as 22:00");
  if (quiet_end_time === null) throw refuse("quiet_end_time", "quiet hours need a time they end at, such as 08:00");
  if (quiet_start_time === quiet_end_time)
    throw refuse(
      "quiet_end_time",
      "must differ from quiet_start_time, such as 22:00 and 08:00; all day is 00:00 and 24:00",
    );
  for (const [day, own] of Object.entries(quiet_days ?? {}))
    if (own !== null && own !== undefined && own.start === own.end)
      throw refuse(
        "quiet_days",
        `${day} must end at another time than it starts at, such as 22:00 and 08:00; all day is 00:00 and 24:00`,
      );
}

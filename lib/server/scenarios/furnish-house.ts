import "server-only";
import { toRuleRow } from "@/db/queries/rules";
import { saveSetting } from "@/db/queries/settings";
import {
  accounts,
  adminNotificationPreferences,
  alertRules,
  contactAddresses,
  escalationPolicies,
  pushSubscriptions,
  rotationOverrides,
  rotations,
  silences,
} from "@/db/schema";
import { CAPS_KEY, ROUTING_KEY } from "@/lib/notifications/settings";
import type { PreferencesWire } from "@/lib/preferences/wire";
import type { AnyPerson, AnyStory } from "@/lib/replay/story-fixture";
import { personOf, ruleOf, silencesOf } from "@/lib/replay/world-fixture";
import type { Context } from "@/lib/server/context";
import type { PushService } from "@/lib/server/http/push-service";

/** Writes a random house into an empty database: people, policies, rotations, settings, its one rule and its silence. */
export async function furnishHouse(ctx: Context, any: AnyStory, push: PushService): Promise<void> {
  const { db } = ctx;
  for (const [place, person] of any.people.entries()) await moveIn(ctx, { person, place, push });
  if (any.policies.length > 0)
    await db
      .insert(escalationPolicies)
      .values(any.policies.map((policy, position) => ({ ...policy, id: policy.id ?? 0, position })));
  for (const { layers, ...rotation } of any.rotations)
    await db.insert(rotations).values({ ...rotation, layers: [...layers] });
  if (any.overrides.length > 0)
    await db
      .insert(rotationOverrides)
      .values(any.overrides.map(({ from, to, ...one }) => ({ ...one, startsAt: from, endsAt: to, createdBy: "test" })));
  await db.insert(alertRules).values(toRuleRow(ruleOf(any)));
  for (const silence of silencesOf(any))
    await db.insert(silences).values({ ...silence, matchers: [...silence.matchers] });
  const by = { updatedBy: "test", updatedAt: ctx.now() };
  await saveSetting(db, { key: ROUTING_KEY, value: any.routing, ...by });
  await saveSetting(db, { key: CAPS_KEY, value: any.caps, ...by });
  await saveSetting(db, { key: "grouping", value: any.grouping, ...by });
}

async function moveIn(
  { db, now }: Context,
  { person, place, push }: { person: AnyPerson; place: number; push: PushService },
): Promise<void> {
  const { id, name, email, role, brands, contacts } = personOf(person, place);
  await db.insert(accounts).values({ id, name, email, role, brands: brands === null ? null : [...brands] });
  if (person.preferences !== null)
    await db.insert(adminNotificationPreferences).values({ adminUserId: id, ...columnsOf(person.preferences) });
  if (contacts.phone?.isVerified)
    await db
      .insert(contactAddresses)
      .values({ accountId: id, kind: "phone", value: contacts.phone.number, verifiedAt: now() });
  const browsers = Array.from({ length: person.browsers }, () => push.browser());
  for (const { endpoint, p256dh, auth } of browsers)
    await db.insert(pushSubscriptions).values({ accountId: id, endpoint, p256dh, auth, browser: "test" });
}

function columnsOf(saved: PreferencesWire): Omit<typeof adminNotificationPreferences.$inferInsert, "adminUserId"> {
  return {
    emailNotifications: saved.email_notifications,
    smsNotifications: saved.sms_notifications,
    slackNotifications: saved.slack_notifications,
    pushNotifications: saved.push_notifications,
    criticalAlerts: saved.critical_alerts,
    warningAlerts: saved.warning_alerts,
    infoAlerts: saved.info_alerts,
    emergencyAlerts: saved.emergency_alerts,
    quietHoursEnabled: saved.quiet_hours_enabled,
    quietStartTime: saved.quiet_start_time,
    quietEndTime: saved.quiet_end_time,
    timeZone: saved.time_zone,
    email: saved.email,
    phone: saved.phone,
    slackChannel: saved.slack_channel,
    channelSeverities: saved.channel_severities,
    delaysMinutes: saved.delays_minutes,
    quietDays: saved.quiet_days,
    criticalBreaksQuiet: saved.critical_breaks_quiet,
    resolutionNotices: saved.resolution_notices,
  };
}

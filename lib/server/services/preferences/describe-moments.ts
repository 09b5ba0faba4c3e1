import "server-only";
import { listAddresses } from "@/db/queries/contacts";
import { findPreferences } from "@/db/queries/preferences";
import { calendarDay, instantOn, weekdayOfDay } from "@/lib/kernel/zone";
import { describeMoment } from "@/lib/notifications/describe-moment";
import type { Person } from "@/lib/notifications/house";
import type { ContactAddress } from "@/lib/preferences/address";
import { applyBody, type PreferencesBody } from "@/lib/preferences/body";
import type { MomentsWire } from "@/lib/preferences/moments";
import { type PreferencesWire, preferencesOf } from "@/lib/preferences/wire";
import type { Context } from "@/lib/server/context";
import { env } from "@/lib/server/env";
import { type DeliverySettings, loadHouse } from "@/lib/server/services/notifications/load-house";
import { ownAccountId } from "./own-account";
import { presentPreferences } from "./present";

/** Ten past three. */
const MOMENT_MINUTE = 3 * 60 + 10;

/**
 * What reaches the caller of a critical and a warning payment alert next Sunday at 03:10 by the clock of their zone, with
 * the preferences they have or, with a body, would have. Nothing is saved.
 */
export async function describeMoments(
  ctx: Context,
  body: PreferencesBody,
  settings: DeliverySettings = env(),
): Promise<MomentsWire> {
  const accountId = ownAccountId(ctx);
  const saved = await findPreferences(ctx.db, accountId);
  const wire = applyBody(await presentPreferences(ctx, accountId, saved), body);
  const house = await loadHouse(ctx, settings);
  const addresses = await listAddresses(ctx.db, accountId);
  const isChanged = Object.keys(body).length > 0;
  const people = house.people.map((person) =>
    person.id === accountId && isChanged ? wouldBe(person, wire, addresses) : person,
  );
  const zone = wire.time_zone ?? "UTC";
  const at = nextSunday(ctx.now(), zone);
  const [brand = null] = ctx.scope.brands === "all" ? [] : ctx.scope.brands;
  const wordsOf = (severity: "critical" | "warning") =>
    describeMoment({ accountId, severity, brand, house: { ...house, people }, zone }, at);
  const critical = wordsOf("critical");
  return {
    at: at.toISOString(),
    zone,
    critical: critical.sentence,
    warning: wordsOf("warning").sentence,
    not_by: critical.notBy.map(({ channel, reason }) => ({ channel, reason })),
  };
}

/** A person with preferences that are not saved yet. */
function wouldBe(person: Person, wire: PreferencesWire, addresses: readonly ContactAddress[]): Person {
  const { phone, slack_channel: slackChannel } = wire;
  const isVerified = addresses.some(({ value, verifiedAt }) => value === phone && verifiedAt !== null);
  return {
    ...person,
    preferences: preferencesOf(wire),
    contacts: { ...person.contacts, slackChannel, phone: phone === null ? null : { number: phone, isVerified } },
  };
}

/** The coming Sunday's, by the wall. */
function nextSunday(now: Date, zone: string): Date {
  const today = calendarDay(now, zone);
  const sunday = today + ((7 - weekdayOfDay(today)) % 7);
  const moment = instantOn(sunday, MOMENT_MINUTE, zone);
  return moment > now ? moment : instantOn(sunday + 7, MOMENT_MINUTE, zone);
}

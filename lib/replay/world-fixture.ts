import { imagineAlert } from "@/lib/alerts/imagine-alert";
import { defaultPolicy } from "@/lib/escalation/next-step";
import { aRule } from "@/lib/fixtures";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import type { Person } from "@/lib/notifications/house";
import { preferencesOf } from "@/lib/preferences/wire";
import type { Rule } from "@/lib/rules/schema";
import type { Silence } from "@/lib/silences/schema";
import { aSilence } from "@/lib/silences/silence-fixture";
import type { Story, World } from "./simulation";
import type { AnyPerson, AnyStory } from "./story-fixture";

/** The last resort of every random house: 30 minutes. */
const LAST_RESORT = defaultPolicy(30 * MINUTE_MS);

/** A random house as a simulation takes it. */
export function worldOf(any: AnyStory): World {
  return {
    house: {
      people: any.people.map(personOf),
      addresses: any.addresses,
      unready: Object.fromEntries(any.unready.map((channel) => [channel, `${channel} is not configured`])),
      routing: any.routing,
      caps: any.caps,
      recent: new Map(),
      canSlackAnywhere: any.hasSlackBot,
    },
    policies: any.policies,
    lastResort: LAST_RESORT,
    rotations: any.rotations,
    overrides: any.overrides,
    grouping: any.grouping,
    hiders: { silences: silencesOf(any), inhibitions: [], others: [] },
  };
}

/** Its alert and what people do about it. */
export function storyOf(any: AnyStory): Story {
  const rule = ruleOf(any);
  return {
    alert: imagineAlert(rule, { labels: any.labels, value: 38.2, severity: any.rule.severity }, any.at),
    ruleChannels: rule.channels,
    maxAlertsPerHour: rule.maxAlertsPerHour,
    policy: null,
    isSubsystemQuiet: true,
    acts: any.acts,
    horizonMs: any.horizonMs,
  };
}

export function ruleOf({ rule }: AnyStory): Rule {
  return aRule({ severity: rule.severity, class: rule.class, channels: rule.channels });
}

export function silencesOf({ silence, at }: AnyStory): Silence[] {
  if (silence === null) return [];
  const startsAt = addMs(at, silence.fromMinute * MINUTE_MS);
  const endsAt = addMs(startsAt, silence.minutes * MINUTE_MS);
  return [
    aSilence({
      id: 1,
      matchers: [{ label: "rule", operator: "=", value: "payment_outage" }],
      maxSeverity: "critical",
      startsAt,
      endsAt,
      createdAt: startsAt,
    }),
  ];
}

/** Account `id` is `p1@x.test`, and its name is P1. */
export function personOf({ role, brands, preferences, isPhoneVerified, browsers }: AnyPerson, place: number): Person {
  const id = place + 1;
  const phone = preferences?.phone ?? null;
  return {
    id,
    name: `P${id}`,
    email: `p${id}@x.test`,
    role,
    brands,
    isDemo: false,
    preferences: preferences === null ? null : preferencesOf(preferences),
    contacts: {
      verifiedEmails: [],
      phone: phone === null ? null : { number: phone, isVerified: isPhoneVerified },
      browsers,
      slackChannel: preferences?.slack_channel ?? null,
    },
  };
}

import fc from "fast-check";
import { ROLES } from "@/lib/access/schema";
import { DEFAULT_GROUPING, type Grouping } from "@/lib/alerts/group";
import type { EscalationPolicy, EscalationStep, EscalationTarget } from "@/lib/escalation/schema";
import type { Matcher } from "@/lib/kernel/matchers";
import { SEVERITIES } from "@/lib/kernel/severity";
import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { WEEKDAYS } from "@/lib/kernel/week";
import type { Caps, Routing } from "@/lib/notifications/house";
import { ROUTING_FLOORS } from "@/lib/notifications/routing";
import { DEFAULT_CAPS } from "@/lib/notifications/throttle";
import type { Override, Rotation } from "@/lib/on-call/schema";
import { DEFAULT_PREFERENCES, type PreferencesWire } from "@/lib/preferences/wire";
import { CHANNELS, type Channel, RULE_CLASSES } from "@/lib/rules/schema";
import type { Act } from "./simulation";

/** An account of a random house; its id is its place, from 1. */
export interface AnyPerson {
  role: (typeof ROLES)[number];
  brands: string[] | null;
  preferences: PreferencesWire | null;
  isPhoneVerified: boolean;
  browsers: number;
}

/** A house, an alert and what people do about it, all at random; whatever takes an id has its place, from 1. */
export interface AnyStory {
  people: AnyPerson[];
  policies: EscalationPolicy[];
  rotations: Rotation[];
  overrides: Override[];
  silence: { fromMinute: number; minutes: number } | null;
  grouping: Grouping;
  routing: Routing;
  caps: Caps;
  /** Not configured. */
  unready: Channel[];
  hasSlackBot: boolean;
  addresses: string[];
  rule: { severity: (typeof SEVERITIES)[number]; class: (typeof RULE_CLASSES)[number]; channels: Channel[] | null };
  labels: Record<string, string>;
  acts: Act[];
  at: Date;
  horizonMs: number;
}

const ZONES = ["Europe/Malta", "Asia/Taipei", "America/St_Johns"];
/** Both changes of clocks of each zone that has them, and a night in which none changes. */
const NIGHTS = [
  "2026-03-29T01:00:00Z",
  "2026-10-25T01:00:00Z",
  "2026-03-08T05:30:00Z",
  "2026-11-01T04:30:00Z",
  "2026-06-14T22:00:00Z",
];

const zone = fc.constantFrom(...ZONES);
const clock = fc
  .integer({ min: 0, max: 95 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`,
  );
const days = fc.subarray([...WEEKDAYS], { minLength: 1 });
const hours = fc.record({ days, from: clock, to: clock }).filter(({ from, to }) => from !== to);
const severity = fc.constantFrom(...SEVERITIES);
const personal = fc.constantFrom("email", "slack", "push", "sms");
const most = (chance: number) => fc.integer({ min: 0, max: 99 }).map((drawn) => drawn < chance);
const minutes = (max: number) => fc.integer({ min: 1, max }).map((count) => count * MINUTE_MS);

const quiet = fc.tuple(clock, clock).filter(([start, end]) => start !== end);
const quietDay = fc.option(quiet.map(([start, end]) => ({ start, end })));

const preferences: fc.Arbitrary<PreferencesWire> = fc
  .record({
    email_notifications: most(85),
    sms_notifications: most(60),
    slack_notifications: most(80),
    push_notifications: most(60),
    critical_alerts: most(90),
    warning_alerts: most(70),
    info_alerts: most(40),
    emergency_alerts: fc.option(most(80)),
    quiet_hours_enabled: most(60),
    time_zone: zone,
    critical_breaks_quiet: most(50),
    resolution_notices: most(40),
    channel_severities: fc.dictionary(
      personal,
      fc.dictionary(severity, fc.boolean(), { maxKeys: 3, noNullPrototype: true }),
      { maxKeys: 2, noNullPrototype: true },
    ),
    delays_minutes: fc.dictionary(personal, fc.integer({ min: 0, max: 60 }), { maxKeys: 3, noNullPrototype: true }),
    quiet_days: fc.option(fc.dictionary(fc.constantFrom(...WEEKDAYS), quietDay, { maxKeys: 3, noNullPrototype: true })),
    slack_channel: fc.option(fc.constantFrom("#night", "@mara")),
    phone: fc.option(fc.integer({ min: 1_000_000, max: 9_999_999 }).map((digits) => `+356${digits}`)),
  })
  .chain((given) =>
    quiet.map(([start, end]) => ({ ...DEFAULT_PREFERENCES, ...given, quiet_start_time: start, quiet_end_time: end })),
  );

const person: fc.Arbitrary<AnyPerson> = fc.record({
  role: fc.oneof(
    { weight: 3, arbitrary: fc.constant("admin" as const) },
    { weight: 2, arbitrary: fc.constantFrom(...ROLES) },
  ),
  brands: fc.option(fc.subarray(["aurora", "kingfisher"], { minLength: 1 }), { freq: 3 }),
  preferences: fc.option(preferences, { freq: 5 }),
  isPhoneVerified: most(75),
  browsers: fc.integer({ min: 0, max: 2 }),
});

const target = (people: number, rotations: number): fc.Arbitrary<EscalationTarget> =>
  fc.oneof(
    fc.constant({ kind: "everyone" as const }),
    fc.integer({ min: 1, max: people + 1 }).map((accountId) => ({ kind: "person" as const, accountId })),
    fc.constantFrom(...ROLES).map((role) => ({ kind: "role" as const, role })),
    fc.integer({ min: 1, max: rotations + 1 }).map((rotationId) => ({ kind: "rotation" as const, rotationId })),
    fc.constantFrom(...CHANNELS).map((channel) => ({ kind: "channel" as const, channel })),
  );

const targets = (people: number, rotations: number) =>
  fc.array(target(people, rotations), { minLength: 1, maxLength: 3 });

const step = (people: number, rotations: number): fc.Arbitrary<EscalationStep> =>
  fc.record({
    afterMs: fc.constant(0),
    targets: targets(people, rotations),
    raisesSeverity: most(40),
    businessHours: fc.option(
      fc.record({
        zone,
        hours,
        holidays: fc.subarray(["2026-03-29", "2026-10-26", "2026-11-02"]),
        outside: fc.oneof(
          fc.constant({ kind: "go_on" as const }),
          fc.constant({ kind: "wait" as const }),
          targets(people, rotations).map((instead) => ({ kind: "instead" as const, targets: instead })),
        ),
      }),
      { freq: 2 },
    ),
  });

const policy = (id: number, people: number, rotations: number): fc.Arbitrary<EscalationPolicy> =>
  fc
    .record({
      steps: fc.array(step(people, rotations), { minLength: 1, maxLength: 4 }),
      first: fc.constantFrom(0, 0, 5 * MINUTE_MS),
      gaps: fc.array(minutes(45), { minLength: 4, maxLength: 4 }),
      severities: fc.subarray([...SEVERITIES], { minLength: 1 }),
      repeats: fc.integer({ min: 0, max: 2 }),
      rest: minutes(40),
      timeoutMs: fc.option(minutes(120), { freq: 2 }),
      matchers: fc.constantFrom<Matcher[]>([], [{ label: "brand", operator: "=", value: "aurora" }]),
    })
    .map(({ steps, first, gaps, severities, repeats, rest, timeoutMs, matchers }) => {
      const times = gaps.map((_, place) => first + gaps.slice(0, place).reduce((sum, ms) => sum + ms, 0));
      const timed = steps.map((one, place) => ({ ...one, afterMs: times[place] ?? 0 }));
      const last = timed.at(-1)?.afterMs ?? 0;
      return {
        id,
        name: `Policy ${id}`,
        version: 1,
        matchers,
        severities,
        steps: timed,
        repeats,
        repeatAfterMs: repeats === 0 ? null : last + rest,
        acknowledgementTimeoutMs: timeoutMs,
      };
    });

const rotation = (id: number, people: number): fc.Arbitrary<Rotation> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(`Rotation ${id}`),
    zone,
    layers: fc.array(
      fc.record({
        name: fc.constant("First"),
        people: fc.array(fc.integer({ min: 1, max: people }), { minLength: 1, maxLength: 3 }),
        turnHours: fc.constantFrom(8, 12, 24, 168),
        startsOn: fc.constant("2026-02-20"),
        handOffAt: clock,
        hours: fc.option(hours),
      }),
      { minLength: 1, maxLength: 1 },
    ),
    version: fc.constant(1),
  });

const override = (id: number, at: Date, people: number, rotations: number): fc.Arbitrary<Override> =>
  fc
    .record({
      rotationId: fc.integer({ min: 1, max: rotations }),
      accountId: fc.integer({ min: 1, max: people }),
      start: fc.integer({ min: -300, max: 300 }),
      length: fc.integer({ min: 10, max: 600 }),
    })
    .map(({ rotationId, accountId, start, length }) => {
      const from = addMs(at, start * MINUTE_MS);
      return { id, rotationId, accountId, from, to: addMs(from, length * MINUTE_MS), reason: null };
    });

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant("acknowledge" as const), afterMs: minutes(180), by: fc.constant("test") }),
  fc.record({
    kind: fc.constant("acknowledge" as const),
    afterMs: minutes(180),
    by: fc.constant("test"),
    timeoutMs: fc.option(minutes(90)),
  }),
  fc.record({ kind: fc.constant("resolve" as const), afterMs: minutes(600), by: fc.constant("test") }),
);

const instant = fc
  .tuple(fc.constantFrom(...NIGHTS), fc.integer({ min: -36 * 120, max: 12 * 120 }))
  .map(([night, halfMinutes]) => addMs(new Date(night), halfMinutes * 30 * SECOND_MS));

/** Tight enough to be reached by the messages of one alert. */
const caps = fc.constantFrom<Caps>(DEFAULT_CAPS, {}, { ...DEFAULT_CAPS, email: [{ count: 2, perMs: HOUR_MS }] });
const routing = fc.constantFrom<Routing>(ROUTING_FLOORS, { ...ROUTING_FLOORS, email: "warning", sms: "critical" });

const silence = fc.record({ fromMinute: fc.integer({ min: -60, max: 60 }), minutes: fc.integer({ min: 1, max: 120 }) });

export const anyStory: fc.Arbitrary<AnyStory> = fc
  .record({
    people: fc.array(person, { minLength: 1, maxLength: 5 }),
    rotations: fc.integer({ min: 1, max: 2 }),
    policies: fc.integer({ min: 0, max: 2 }),
    overrides: fc.integer({ min: 0, max: 2 }),
    at: instant,
  })
  .chain(({ people, at, ...counts }) =>
    fc.record({
      people: fc.constant(people),
      at: fc.constant(at),
      rotations: fc.tuple(
        ...Array.from({ length: counts.rotations }, (_, place) => rotation(place + 1, people.length)),
      ),
      policies: fc.tuple(
        ...Array.from({ length: counts.policies }, (_, place) => policy(place + 1, people.length, counts.rotations)),
      ),
      overrides: fc.tuple(
        ...Array.from({ length: counts.overrides }, (_, place) =>
          override(place + 1, at, people.length, counts.rotations),
        ),
      ),
      silence: fc.tuple(silence, most(25)).map(([one, isThere]) => (isThere ? one : null)),
      grouping: fc.constantFrom<Grouping>(DEFAULT_GROUPING, { ...DEFAULT_GROUPING, keys: [] }),
      routing,
      caps,
      unready: fc.subarray(["slack", "pagerduty", "sms", "webhook"] as Channel[], { maxLength: 2 }),
      hasSlackBot: fc.boolean(),
      addresses: fc.subarray(["ops@x.test", "night@x.test"]),
      rule: fc.record({
        severity,
        class: fc.constantFrom("ordinary" as const, "ordinary" as const, "ordinary" as const, ...RULE_CLASSES),
        channels: fc.option(fc.subarray([...CHANNELS], { minLength: 1 }), { freq: 2 }),
      }),
      labels: fc.constantFrom<Record<string, string>>(
        {},
        { brand: "aurora" },
        { brand: "kingfisher", provider: "nordpay" },
      ),
      acts: fc.array(act, { maxLength: 3 }).map((acts) => acts.sort((a, b) => a.afterMs - b.afterMs)),
      horizonMs: fc.constant(24 * HOUR_MS),
    }),
  );

import { describe, expect, it } from "vitest";
import { DEFAULT_GROUPING } from "@/lib/alerts/group";
import { defaultPolicy } from "@/lib/escalation/next-step";
import type { EscalationPolicy, EscalationStep } from "@/lib/escalation/schema";
import { aHouse, anAlert, aPerson, somePreferences } from "@/lib/fixtures";
import { HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { NO_CONTACTS } from "@/lib/notifications/house";
import { aSilence } from "@/lib/silences/silence-fixture";
import { simulate } from "./simulate";
import type { Act, Simulation, Story, World } from "./simulation";

/** Sunday 22 November 2026, 03:10 in Malta. */
const now = new Date("2026-11-22T02:10:00Z");

const step = (minutes: number, targets: EscalationStep["targets"], changes: Partial<EscalationStep> = {}) => ({
  afterMs: minutes * MINUTE_MS,
  targets,
  raisesSeverity: false,
  businessHours: null,
  ...changes,
});

/** Mara at once, Tomas after 8 minutes, everyone and an emergency after 15; once again after 30. */
const payments: EscalationPolicy = {
  ...defaultPolicy(0),
  id: 1,
  name: "Payments",
  steps: [
    step(0, [
      { kind: "person", accountId: 1 },
      { kind: "channel", channel: "slack" },
    ]),
    step(8, [{ kind: "person", accountId: 2 }]),
    step(15, [{ kind: "everyone" }], { raisesSeverity: true }),
  ],
};

const reached = { verifiedEmails: [], phone: { number: "+35621", isVerified: true }, browsers: 0, slackChannel: null };
const mara = aPerson({
  id: 1,
  name: "Mara",
  email: "mara@x.test",
  contacts: reached,
  preferences: somePreferences({
    channels: { email: true, sms: true },
    channelSeverities: { sms: { critical: true } },
    delays: { sms: 5 },
  }),
});
const night = { start: "22:00", end: "08:00", zone: "Europe/Malta", days: {} };
const tomas = aPerson({
  id: 2,
  name: "Tomas",
  email: "tomas@x.test",
  contacts: NO_CONTACTS,
  preferences: somePreferences({ quietHours: night, criticalBreaksQuiet: false }),
});

function world(changes: Partial<World> = {}): World {
  return {
    house: aHouse({ people: [mara, tomas] }),
    policies: [payments],
    lastResort: defaultPolicy(30 * MINUTE_MS),
    rotations: [],
    overrides: [],
    grouping: DEFAULT_GROUPING,
    hiders: { silences: [], inhibitions: [], others: [] },
    ...changes,
  };
}

function story(acts: readonly Act[] = [], changes: Partial<Story> = {}): Story {
  return {
    alert: anAlert({ triggeredAt: now, createdAt: now, escalatesAt: null }),
    ruleChannels: null,
    maxAlertsPerHour: 4,
    policy: null,
    isSubsystemQuiet: false,
    acts,
    horizonMs: 24 * HOUR_MS,
    ...changes,
  };
}

/** `+5 sms Mara` for each message that goes, the log and machines left out. */
function sent({ rows }: Simulation): string[] {
  return rows
    .filter(({ channel, deliveredAt }) => deliveredAt !== null && ["email", "sms", "slack"].includes(channel))
    .map(({ channel, name, deliveredAt }) => ({ at: deliveredAt?.getTime() ?? 0, way: `${channel} ${name}` }))
    .sort((a, b) => a.at - b.at)
    .map(({ at, way }) => `+${(at - now.getTime()) / MINUTE_MS} ${way}`);
}

const happens = ({ moments }: Simulation) => moments.map(({ afterMs, kind }) => `+${afterMs / MINUTE_MS} ${kind}`);

describe("an alert at Sunday 03:10 that nobody acknowledges", () => {
  const simulated = simulate(story(), world(), now);

  it("steps through its policy and releases what waited, to the last message in the morning", () => {
    expect(happens(simulated)).toEqual([
      "+0 raised",
      "+5 released",
      "+8 stepped",
      "+15 stepped",
      "+20 released",
      "+290 released",
      "+290 over",
    ]);
    expect(simulated.alert).toMatchObject({ status: "escalated", severity: "emergency", escalationLevel: 2 });
  });

  it("reaches whom each step names by each channel when its wait is over", () => {
    expect(sent(simulated)).toEqual([
      "+0 email Mara",
      "+0 slack slack",
      "+5 sms Mara",
      "+8 slack slack",
      "+15 email Mara",
      "+15 slack slack",
      "+20 sms Mara",
      "+290 email Tomas",
      "+290 email Tomas",
    ]);
  });

  it("says of each step which it is, and of the end why nothing more happens", () => {
    const [, , second, third] = simulated.moments;
    expect(second).toMatchObject({
      step: { number: 2, round: 1 },
      words: "It is not acknowledged for 8 min: step 2 of Payments",
    });
    expect(third?.words).toBe("It is not acknowledged for 15 min: step 3 of Payments; critical becomes emergency");
    expect(simulated.moments.at(-1)?.words).toBe("Nothing more happens: all steps of Payments were taken");
  });

  it("gives every decision with the gate whose word it was", () => {
    const tomasAt = (at: number) =>
      simulated.moments[at]?.decided.find(({ name, channel }) => name === "Tomas" && channel === "email");
    expect(tomasAt(0)).toMatchObject({
      status: "skipped",
      gate: "role and brand",
      reason: "step 1 of Payments tells others",
    });
    expect(tomasAt(2)).toMatchObject({
      status: "held",
      gate: "quiet hours",
      heldUntil: new Date("2026-11-22T07:00:00Z"),
    });
  });
});

describe("an alert that somebody acknowledges", () => {
  const minutes = (count: number) => count * MINUTE_MS;
  const acknowledged = (afterMs: number, timeoutMs: number | null = null): Act => ({
    kind: "acknowledge",
    afterMs,
    by: "Mara",
    timeoutMs,
  });

  it("within a delay spares the message, and ends the steps", () => {
    const simulated = simulate(story([acknowledged(minutes(3))]), world(), now);
    expect(happens(simulated)).toEqual(["+0 raised", "+3 acknowledged", "+5 released", "+5 over"]);
    expect(simulated.moments[2]?.released).toEqual([
      expect.objectContaining({ outcome: "skipped", reason: "Mara acknowledged it before its delay was over" }),
    ]);
    expect(simulated.moments.at(-1)?.words).toBe("Nothing more happens: acknowledged: somebody has it");
  });

  it("with a time-out is triggered again when that is over, and its policy begins anew", () => {
    const simulated = simulate(story([acknowledged(minutes(3), minutes(60))]), world(), now);
    expect(happens(simulated)).toContain("+63 retriggered");
    expect(happens(simulated)).toContain("+71 stepped");
    expect(simulated.alert).toMatchObject({ retriggers: 1, severity: "emergency" });
  });

  it("and that is resolved then tells nobody in the morning", () => {
    const simulated = simulate(story([{ kind: "resolve", afterMs: minutes(20), by: "Mara" }]), world(), now);
    const morning = simulated.moments.find(({ afterMs }) => afterMs === minutes(290));
    expect(morning?.released.map(({ outcome }) => outcome)).toEqual(["skipped", "skipped"]);
    expect(morning?.released[0]?.reason).toBe("resolved before it was told");
  });

  it("after it was resolved changes nothing more", () => {
    const acts: Act[] = [{ kind: "resolve", afterMs: minutes(2), by: "Mara" }, acknowledged(minutes(3))];
    expect(happens(simulate(story(acts), world(), now))).toEqual([
      "+0 raised",
      "+2 resolved",
      "+5 released",
      "+5 over",
    ]);
  });
});

describe("a step outside of its business hours", () => {
  const office = (outside: NonNullable<EscalationStep["businessHours"]>["outside"]): EscalationPolicy => ({
    ...payments,
    steps: [
      step(0, [{ kind: "person", accountId: 1 }]),
      step(8, [{ kind: "role", role: "admin" }], {
        businessHours: {
          zone: "Europe/Malta",
          hours: { days: ["mon"], from: "08:00", to: "18:00" },
          holidays: [],
          outside,
        },
      }),
      step(15, [{ kind: "person", accountId: 2 }]),
    ],
  });
  const told = (policy: EscalationPolicy) =>
    simulate(story([], { horizonMs: 48 * HOUR_MS }), world({ policies: [policy] }), now);

  it("is passed over, and said to be", () => {
    const { moments } = told(office({ kind: "go_on" }));
    expect(moments.find(({ kind }) => kind === "stepped")).toMatchObject({
      afterMs: 15 * MINUTE_MS,
      step: { number: 3, round: 1 },
      passedOver: [{ number: 2, round: 1 }],
    });
  });

  it("waits for Monday, and those after it with it", () => {
    const { moments } = told(office({ kind: "wait" }));
    const at = moments.filter(({ kind }) => kind === "stepped").map((moment) => moment.at.toISOString());
    expect(at).toEqual(["2026-11-23T07:00:00.000Z", "2026-11-23T07:07:00.000Z"]);
  });
});

describe("an alert that is told to nobody", () => {
  it("by a rule in shadow is only recorded", () => {
    const alert = anAlert({ triggeredAt: now, escalatesAt: null, isShadow: true });
    const simulated = simulate(story([], { alert }), world(), now);
    expect(happens(simulated)).toEqual(["+0 raised", "+0 over"]);
    expect(simulated.rows).toEqual([]);
  });

  it("while a silence hides it is told when that ends", () => {
    const silence = aSilence({
      id: 3,
      matchers: [{ label: "rule", operator: "=", value: "payment_outage" }],
      startsAt: new Date("2026-11-22T02:00:00Z"),
      endsAt: new Date("2026-11-22T03:00:00Z"),
    });
    const simulated = simulate(story(), world({ hiders: { silences: [silence], inhibitions: [], others: [] } }), now);
    expect(happens(simulated).slice(0, 4)).toEqual(["+0 raised", "+0 hidden", "+50 unmuted", "+50 unmuted"]);
    expect(sent(simulated)[0]).toBe("+50 email Mara");
  });

  it("after the horizon is not looked at, and the end says so", () => {
    const { moments } = simulate(story([], { horizonMs: 10 * MINUTE_MS }), world(), now);
    expect(moments.at(-1)).toMatchObject({ kind: "over", words: "Only 10 min are looked at" });
  });
});

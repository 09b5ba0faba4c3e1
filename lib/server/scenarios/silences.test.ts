import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listActiveAlerts } from "@/db/queries/alerts";
import { auditEvents, feedEvents } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { Context } from "@/lib/server/context";
import { endSilence, extendSilence } from "@/lib/server/services/silences/end";
import { releaseMuted } from "@/lib/server/services/silences/release";
import { createSilence } from "@/lib/server/services/silences/save";
import { warnOfEnds } from "@/lib/server/services/silences/warn";
import { SilenceBody } from "@/lib/silences/body";
import { type MailServer, startMailServer } from "./mail-server";
import { clock, Scenario } from "./scenario";

let database: TestDatabase;
let mail: MailServer;

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
});
beforeEach(async () => {
  await database.reset();
  mail.arrived.length = 0;
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

const story = () => new Scenario({ database, mail, variables: { EMAIL_TO: "ops@x.test" } });
const outageOnly = [{ label: "rule", operator: "=", value: "payment_outage" }];
const silence = (given: Record<string, unknown>) => (ctx: Context) =>
  createSilence(
    ctx,
    SilenceBody.parse({ reason: "provider test", matchers: outageOnly, duration_minutes: 60, ...given }),
  );
/** 15 s above 20 % raise the outage, one minute below it resolves. */
const OUTAGE = "ops@x.test: [CRITICAL]";
const STILL = "ops@x.test: [STILL ON: CRITICAL]";

describe("a silence that ends while the condition holds", () => {
  it("tells then, once, and the alert is shown as hidden until then", async () => {
    await story()
      .at("09:00")
      .does(silence({}))
      .samplesUntil("09:00:16", 50)
      .expectAlert({ mute: expect.objectContaining({ kind: "silence", id: 1, until: "2026-11-20T10:00:00.000Z" }) })
      .expectMails()
      .at("09:59")
      .does(releaseMuted)
      .expectMails()
      .at("10:00")
      .does(releaseMuted)
      .expectMails(STILL)
      .expectAlert({ mute: null, mutes: 1, escalatesAt: clock("10:30") })
      .at("10:01")
      .does(releaseMuted)
      .expectMails(STILL)
      .look(({ timeline, notifications }) => {
        const lines = timeline.filter(({ kind }) => kind === "muted" || kind === "unmuted").map((line) => line.message);
        expect(lines).toEqual([
          "Hidden by silence 1, provider test, until 2026-11-20 10:00 UTC: it is recorded and shown, and nobody is told",
          "No longer hidden: silence 1, provider test, has ended or no longer covers it. It still burns, so people are told",
        ]);
        const log = notifications.find(({ channel, occasion }) => channel === "log" && occasion === "triggered");
        expect(log?.status).not.toBe("skipped");
        const email = notifications.find(({ channel, occasion }) => channel === "email" && occasion === "triggered");
        expect(email).toMatchObject({
          status: "skipped",
          reason: "hidden by silence 1, provider test, until 2026-11-20 10:00 UTC",
        });
      })
      .done();
  });

  it("tells nothing when the alert was resolved before", async () => {
    await story()
      .at("09:00")
      .does(silence({}))
      .samplesUntil("09:00:16", 50)
      .samplesUntil("09:02", 1)
      .expectNoAlert()
      .at("10:00")
      .does(releaseMuted)
      .expectMails()
      .done();
  });

  it("tells nobody again of what somebody acknowledged, and says so", async () => {
    await story()
      .at("09:00")
      .does(silence({}))
      .samplesUntil("09:00:16", 50)
      .command({ command: "acknowledge" })
      .at("10:00")
      .does(releaseMuted)
      .expectMails()
      .expectAlert({ mute: null, escalatesAt: null })
      .look(({ timeline }) => {
        expect(timeline.at(-1)?.message).toContain("test has acknowledged it, so nobody is told again");
      })
      .done();
  });

  it("does not escalate on the way, and counts anew from then", async () => {
    await story()
      .at("09:00")
      .does(silence({ duration_minutes: 120 }))
      .samplesUntil("09:00:16", 50)
      .at("10:59")
      .expectAlert({ severity: "critical", escalationLevel: 0, escalatesAt: null })
      .at("11:00")
      .does(releaseMuted)
      .at("11:29:59")
      .expectAlert({ escalationLevel: 0 })
      .at("11:30")
      .expectAlert({ escalationLevel: 1, severity: "emergency" })
      .done();
  });
});

describe("a silence", () => {
  it("made while an alert burns hides it at once; ended by hand it tells at once", async () => {
    await story()
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .expectMails(OUTAGE)
      .at("09:05")
      .does(silence({}))
      .expectAlert({ mute: expect.objectContaining({ id: 1 }), escalatesAt: null })
      .at("09:10")
      .does((ctx) => endSilence(ctx, { id: 1, which: "all" }))
      .expectAlert({ mute: null })
      .expectMails(OUTAGE, STILL)
      .done();
  });

  it("lets pass what is graver than it says, an emergency always", async () => {
    await story()
      .at("09:00")
      .does(silence({ max_severity: "warning" }))
      .samplesUntil("09:00:16", 50)
      .expectMails(OUTAGE)
      .expectAlert({ mute: null })
      .at("09:05")
      .does(silence({}))
      .command({ command: "escalate", reason: "all deposits fail", isManual: true })
      .expectAlert({ severity: "emergency", mute: null })
      .expectMails(OUTAGE, "ops@x.test: [ESCALATED to EMERGENCY]")
      .at("09:06")
      .does(releaseMuted)
      .expectMails(OUTAGE, "ops@x.test: [ESCALATED to EMERGENCY]")
      .done();
  });

  it("warns once before the end while it hides something, and can be lengthened", async () => {
    const warned: number[][] = [];
    const warn = async (ctx: Context) => warned.push(await warnOfEnds(ctx));
    await story()
      .at("09:00")
      .does(silence({}))
      .at("09:46")
      .does(warn)
      .samplesUntil("09:46:20", 50)
      .does(warn)
      .does(warn)
      .does((ctx) => extendSilence(ctx, { id: 1, minutes: 30 }))
      .does(warn)
      .at("10:00")
      .does(releaseMuted)
      .expectAlert({ mute: expect.objectContaining({ until: "2026-11-20T10:30:00.000Z" }) })
      .at("10:16")
      .does(warn)
      .does(async (ctx) => {
        const told = await ctx.db.select().from(feedEvents).where(eq(feedEvents.type, "silence/ending"));
        expect(told.map(({ data }) => data)).toEqual([
          { id: 1, reason: "provider test", until: "2026-11-20T10:00:00.000Z", hides: 1, made_by: "test" },
          { id: 1, reason: "provider test", until: "2026-11-20T10:30:00.000Z", hides: 1, made_by: "test" },
        ]);
        const audited = await ctx.db.select().from(auditEvents).where(eq(auditEvents.subject, "silence:1"));
        expect(audited.map(({ action }) => action)).toEqual([
          "silence/created",
          "silence/ending",
          "silence/extended",
          "silence/ending",
        ]);
      })
      .done();
    expect(warned).toEqual([[], [1], [], [], [1]]);
  });
});

describe("a recurring window", () => {
  const nightly = { starts_at: "2026-10-23T00:00:00Z", duration_minutes: 60, recurrence: "FREQ=DAILY" };
  const hidden = async (ctx: Context) => (await listActiveAlerts(ctx.db, ctx.scope)).map(({ mute }) => mute?.until);

  it("stays at 02:00 in Malta after the clocks went back, and tells at its end what still burns", async () => {
    const seen: unknown[] = [];
    const look = async (ctx: Context) => seen.push(...(await hidden(ctx)));
    await story()
      .does(silence({ ...nightly, time_zone: "Europe/Malta" }))
      .at("24:59")
      .samplesUntil("24:59:20", 50)
      .expectMails(OUTAGE)
      .at("25:00")
      .does(releaseMuted)
      .does(look)
      .at("26:00")
      .does(releaseMuted)
      .does(look)
      .expectMails(OUTAGE, STILL)
      .done();
    expect(seen).toEqual(["2026-11-21T02:00:00.000Z", undefined]);
  });

  it("may be ended for tonight only", async () => {
    await story()
      .does(silence({ ...nightly, starts_at: "2026-11-20T09:00:00Z" }))
      .at("09:10")
      .samplesUntil("09:10:20", 50)
      .expectMails()
      .does((ctx) => endSilence(ctx, { id: 1, which: "occurrence" }))
      .expectMails(STILL)
      .command({ command: "acknowledge" })
      .at("33:00")
      .does(releaseMuted)
      .expectAlert({ mute: expect.objectContaining({ until: "2026-11-21T10:00:00.000Z" }) })
      .done();
  });
});

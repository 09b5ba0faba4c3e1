import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, adminNotificationPreferences, alertRules, auditEvents } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { ANY } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { readDigest } from "@/lib/server/services/preferences/read-digest";
import { readQuietReport, seeQuietReport } from "@/lib/server/services/preferences/read-quiet-report";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { type MailServer, startMailServer } from "./mail-server";
import { providerRule } from "./provider-story";
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

const rule = providerRule({
  name: "failing",
  labels: { brand: ANY, provider: ANY },
  channels: ["log", "email"],
  levels: [{ severity: "warning", threshold: 20, recovery: null, durationMs: null }],
});

/** Ana sleeps from 22:00 to 07:00 UTC. */
function story(): Scenario {
  return new Scenario({ database, mail })
    .does(({ db }) => db.insert(accounts).values({ email: "ana@x.test", name: "Ana", role: "admin" }))
    .does(({ db }) =>
      db.insert(adminNotificationPreferences).values({
        adminUserId: 1,
        quietHoursEnabled: true,
        quietStartTime: "22:00",
        quietEndTime: "07:00",
        timeZone: "UTC",
      }),
    )
    .does(({ db }) => db.insert(alertRules).values(rule));
}

const fails = (value: number, brand: string) => async (ctx: Context) => {
  const labels = { brand, provider: "nordpay" };
  const sample = { metric: "payment_failure_rate_1m", labels, at: ctx.now(), value };
  await evaluateRules(ctx, { at: ctx.now(), samples: await recordSamples(ctx, { samples: [sample] }) });
};

/** What Ana sees at the story's instant. */
const ana = (see: (ctx: Context) => Promise<void>) => (ctx: Context) =>
  see(
    database.context({
      now: ctx.now(),
      actor: { kind: "account", id: 1, name: "Ana", email: "ana@x.test", role: "admin" },
    }),
  );

describe("while somebody is quiet", () => {
  it("what is held is listed with what the digest would say, and afterwards with what it said", async () => {
    await story()
      .at("23:00")
      .does(fails(50, "aurora"))
      .does(fails(50, "kingfisher"))
      .at("26:00")
      .does(fails(1, "aurora"))
      .does(
        ana(async (ctx) => {
          const digest = await readDigest(ctx);
          expect(digest.leaves_at).toBe(clock("31:00").toISOString());
          expect(digest.held.map(({ alert_id, status, channels }) => [alert_id, status, channels])).toEqual([
            [1, "resolved", ["email"]],
            [2, "triggered", ["email"]],
          ]);
          expect(digest.preview).toContain("While you were quiet: 2 alerts, 1 of them resolved meanwhile");
          expect(await readQuietReport(ctx)).toBeNull();
        }),
      )
      .at("31:01")
      .does(
        ana(async (ctx) => {
          const { held, last, preview } = await readDigest(ctx);
          expect([held, preview]).toEqual([[], null]);
          expect(last).toMatchObject({ at: clock("31:00").toISOString(), channels: ["email"] });
          expect(last?.alerts.map(({ alert_id }) => alert_id)).toEqual([1, 2]);
        }),
      )
      .done();
  });

  it("what was held is told on the next visit, with what became of it, until it is dismissed", async () => {
    await story()
      .at("23:00")
      .does(fails(50, "aurora"))
      .command({ command: "acknowledge" })
      .at("24:00")
      .does(fails(50, "kingfisher"))
      .at("31:30")
      .does(
        ana(async (ctx) => {
          const report = await readQuietReport(ctx);
          expect(report?.alerts.map(({ alert_id, held_at }) => [alert_id, held_at])).toEqual([
            [2, clock("24:00").toISOString()],
            [1, clock("23:00").toISOString()],
          ]);
          expect(report?.alerts.map(({ taken_by }) => taken_by)).toEqual([null, "test"]);
          await seeQuietReport(ctx, { until: new Date(report?.until ?? 0) });
          expect(await readQuietReport(ctx)).toBeNull();
          const events = await ctx.db.select().from(auditEvents);
          expect(events.at(-1)).toMatchObject({ action: "quiet-report/seen", details: { before: null } });
        }),
      )
      .at("46:30")
      .does(fails(1, "aurora"))
      .at("47:00")
      .does(fails(50, "aurora"))
      .at("55:30")
      .does(ana(async (ctx) => expect((await readQuietReport(ctx))?.alerts).toHaveLength(1)))
      .done();
  });

  it("what resolved before the morning makes no message, and is in the report", async () => {
    await story()
      .at("23:00")
      .does(fails(50, "aurora"))
      .at("24:00")
      .does(fails(1, "aurora"))
      .does(ana(async (ctx) => expect((await readDigest(ctx)).preview).toBeNull()))
      .at("31:01")
      .expectMails()
      .does(
        ana(async (ctx) => {
          const report = await readQuietReport(ctx);
          expect(report?.alerts).toMatchObject([
            { alert_id: 1, status: "resolved", resolved_at: clock("24:00").toISOString(), channels: [] },
          ]);
        }),
      )
      .done();
  });
});

import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findAlert, listActiveAlerts, listTimeline } from "@/db/queries/alerts";
import { listNotifications } from "@/db/queries/notifications";
import { toRuleRow } from "@/db/queries/rules";
import { alertRules, alerts, outbox } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { aRule } from "@/lib/fixtures";
import type { Context } from "@/lib/server/context";
import { seedDefaultInhibitions } from "@/lib/server/services/inhibitions/seed-defaults";
import { releaseMuted } from "@/lib/server/services/silences/release";
import { createSilence } from "@/lib/server/services/silences/save";
import { SilenceBody } from "@/lib/silences/body";
import { type MailServer, startMailServer } from "./mail-server";
import { planOne } from "./plan-one";
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
const OUTAGE = "ops@x.test: [CRITICAL]";

describe("an inhibition", () => {
  it("hides the spike while its window holds the outage, and then tells if it still burns", async () => {
    const muteOfSpike = async (ctx: Context) => (await spikeOf(ctx))?.mute;
    const seen: unknown[] = [];
    await story()
      .does(seedDefaultInhibitions)
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .expectMails(OUTAGE)
      .of("payment_failure_rate")
      .at("09:01")
      .samplesUntil("09:07", 9)
      .expectMails(OUTAGE)
      .of("payment_failure_rate_1m")
      .samplesUntil("09:09", 1)
      .does(releaseMuted)
      .does(async (ctx) => seen.push(await muteOfSpike(ctx)))
      .at("10:00")
      .does(releaseMuted)
      .does(async (ctx) => seen.push((await muteOfSpike(ctx))?.kind))
      .at("10:09")
      .does(releaseMuted)
      .does(async (ctx) => seen.push(await muteOfSpike(ctx)))
      .done();
    expect(seen).toEqual([
      expect.objectContaining({ kind: "inhibition", id: 1, until: expect.stringMatching(/^2026-11-20T10:08/) }),
      "inhibition",
      null,
    ]);
    const subjects = mail.arrived.map(({ mail: { subject } }) => subject ?? "");
    expect(subjects.filter((subject) => subject.includes("payment_failure_spike"))).toHaveLength(1);
  });

  async function spikeOf(ctx: Context) {
    const open = await listActiveAlerts(ctx.db, ctx.scope);
    return open.find(({ ruleName }) => ruleName === "payment_failure_spike");
  }
});

describe("a snooze until worse", () => {
  it("ends when the warning becomes critical, which is told once", async () => {
    const warning = { severity: "warning", threshold: 2, recovery: null, durationMs: null } as const;
    const rule = aRule({
      name: "pushed_errors",
      metric: "pushed_error_rate",
      durationMs: 0,
      levels: [warning, { ...warning, severity: "critical", threshold: 5 }],
    });
    await story()
      .does((ctx) => ctx.db.insert(alertRules).values(toRuleRow(rule)))
      .of("pushed_error_rate")
      .at("09:00")
      .sample(3)
      .expectMails("ops@x.test: [WARNING]")
      .command({ command: "snooze", lengthMs: null, until: null, untilWorse: true })
      .at("09:01")
      .does(releaseMuted)
      .expectAlert({ severity: "warning", mute: expect.objectContaining({ kind: "snooze" }) })
      .sample(3)
      .at("09:02")
      .sample(9)
      .expectAlert({ severity: "critical", mute: null })
      .at("09:03")
      .does(releaseMuted)
      .does(async () => expect(mail.arrived).toHaveLength(2))
      .done();
  });
});

describe("a player-safety alert", () => {
  it("is hidden by nothing that hides others, and the database refuses what the code would not", async () => {
    const ctx = database.context({ now: clock("09:00") });
    await database.ensurePartitions({ from: clock("00:00"), to: clock("24:00") });
    await createSilence(ctx, SilenceBody.parse({ reason: "all", matchers: outageOnly, duration_minutes: 60 }));
    await seedDefaultInhibitions(ctx);
    const base = {
      metric: "self_exclusion_bypass",
      severity: "critical",
      status: "triggered",
      message: "A player got in",
    };
    const at = { triggeredAt: clock("09:00"), class: "player_safety" };
    await ctx.db.insert(alerts).values([
      { ...base, ...at, ruleName: "payment_outage", fingerprint: "1" },
      { ...base, ...at, ruleName: "payment_failure_spike", fingerprint: "2" },
    ]);
    await releaseMuted(ctx);
    for (const id of [1, 2]) {
      expect((await findAlert(ctx.db, ctx.scope, id))?.mute).toBeNull();
      const settings = { EMAIL_TO: ["ops@x.test"], SMTP_HOST: "127.0.0.1", EMAIL_FROM: "p@x.test" };
      await planOne(ctx, { alertId: id, occasion: "triggered", severity: "critical" }, settings);
      const told = await listNotifications(ctx.db, ctx.scope, id);
      expect(told.filter(({ channel }) => channel === "email").map(({ status }) => status)).toEqual(["queued"]);
      expect((await listTimeline(ctx.db, ctx.scope, id)).filter(({ kind }) => kind === "muted")).toEqual([]);
    }
    for (const column of [
      sql`mute = '{"kind":"silence","id":1,"by":"x","until":null}'::jsonb`,
      sql`snooze = '{"until":null,"worseThan":"info","by":"x"}'::jsonb`,
      sql`cap_until = now()`,
    ]) {
      const refused = ctx.db.execute(sql`update alerts set ${column} where id = 1`);
      await expect(refused).rejects.toMatchObject({ cause: { constraint: "alerts_player_safety" } });
    }
  });
});

it("two releases at once tell once", async () => {
  const real = await testDatabase({ engine: "postgres" });
  try {
    const before = real.context({ now: clock("09:00") });
    await createSilence(before, SilenceBody.parse({ reason: "x", matchers: outageOnly, duration_minutes: 60 }));
    const mute = { kind: "silence", id: 1, by: "silence 1, x", until: "2026-11-20T10:00:00.000Z" } as const;
    const base = {
      metric: "m",
      severity: "critical",
      status: "triggered",
      message: "it burns",
      ruleName: "payment_outage",
    };
    await real.db.insert(alerts).values(
      Array.from({ length: 20 }, (_, index) => ({
        ...base,
        mute,
        fingerprint: `${index}`,
        triggeredAt: clock("09:10"),
      })),
    );
    const late = real.context({ now: clock("10:00") });
    const both = await Promise.all([releaseMuted(late), releaseMuted(late)]);
    expect(both.flatMap(({ shown }) => shown)).toHaveLength(20);
    const told = await real.db.select().from(outbox).where(eq(outbox.name, "alert/unmuted"));
    expect(told).toHaveLength(20);
  } finally {
    await real.close();
  }
});

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findAlert, listAlerts, listTimeline } from "@/db/queries/alerts";
import { listUndecided } from "@/db/queries/occasions";
import { nextDueAt } from "@/db/queries/overdue-channels";
import { accounts, auditEvents, feedEvents, notifications, outbox, ruleStates } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { AppError } from "@/lib/kernel/errors";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { parseEnv } from "@/lib/server/env";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { advanceEscalation } from "@/lib/server/services/escalation/advance";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { wakeOverdue } from "@/lib/server/services/notifications/wake-overdue";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { sweepRules } from "@/lib/server/services/rules/sweep";
import { type MailServer, startMailServer } from "./mail-server";
import { planOne } from "./plan-one";
import { clock, DAY, seriesOf } from "./scenario";

const METRIC = "payment_failure_rate_1m";
/** Enough samples above the limit to raise. */
const highFrom = (time: string) =>
  [0, 4, 8, 12, 16].map((seconds) => ({
    metric: METRIC,
    labels: {},
    at: addMs(clock(time), seconds * SECOND_MS),
    value: 50,
  }));

describe.each(["postgres", "embedded"] as const)("on the %s database", (engine) => {
  let database: TestDatabase;
  let mail: MailServer;

  beforeAll(async () => {
    database = await testDatabase({ engine, max: 6 });
    mail = await startMailServer();
    await database.ensurePartitions({ from: DAY, to: addMs(DAY, 24 * 60 * MINUTE_MS) });
  }, 60_000);
  beforeEach(async () => {
    await database.reset();
    mail.arrived.length = 0;
    await seedDefaultRules(database.context());
  });
  afterAll(async () => {
    await mail.close();
    await database.close();
  });

  const at = (time: string) => database.context({ now: clock(time) });

  const settings = () =>
    parseEnv({ SMTP_HOST: "127.0.0.1", SMTP_PORT: String(mail.port), EMAIL_TO: "ops@x.test,lead@x.test" });
  const drain = (time: string) => deliverDue(at(time), { channel: "email", settings: settings() });

  /** One collection that found `value`. */
  async function collect(ctx: Context, value: number) {
    const series = await seriesOf(ctx, METRIC);
    return evaluateRules(ctx, { at: ctx.now(), samples: [{ series, at: ctx.now(), value }] });
  }

  /** Pending since 09:00:00, one sample short of an alert. */
  async function almostRaised(): Promise<void> {
    for (const time of ["09:00:00", "09:00:04", "09:00:08", "09:00:12"]) await collect(at(time), 50);
  }

  async function raised(): Promise<number> {
    await almostRaised();
    const { raised: ids } = await collect(at("09:00:16"), 50);
    expect(ids).toHaveLength(1);
    return ids[0] ?? 0;
  }

  describe("evaluating twice at once on two connections", () => {
    it("raises one alert", async () => {
      await almostRaised();
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => collect(at("09:00:16"), 50)));
      expect(outcomes.flatMap((outcome) => outcome.raised)).toHaveLength(1);
      const { total } = await listAlerts(database.db, at("09:01").scope, { limit: 10, offset: 0 });
      expect(total).toBe(1);
      expect(await database.db.$count(outbox, sql`name = 'alert/triggered'`)).toBe(1);
      expect(await database.db.$count(feedEvents, sql`event = 'alert:new'`)).toBe(1);
      expect(await database.db.$count(auditEvents, sql`action = 'alert/triggered'`)).toBe(1);
    });

    it("resolves it once", async () => {
      const id = await raised();
      await collect(at("09:00:20"), 1);
      await collect(at("09:01:16"), 1);
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => collect(at("09:01:20"), 1)));
      expect(outcomes.flatMap((outcome) => outcome.resolved)).toEqual([id]);
      expect(await database.db.$count(outbox, sql`name = 'alert/resolved'`)).toBe(1);
    });

    it("takes over an alert that is open though the rule's state was lost", async () => {
      const id = await raised();
      await database.db.delete(ruleStates);
      for (const time of ["09:01:00", "09:01:04", "09:01:08", "09:01:12"]) await collect(at(time), 50);
      expect((await collect(at("09:01:16"), 50)).raised).toEqual([id]);
      expect(await database.db.$count(outbox, sql`name = 'alert/triggered'`)).toBe(1);
    });
  });

  describe("a restart", () => {
    it("starts no duration anew", async () => {
      for (const time of ["09:00:00", "09:00:04"]) await collect(at(time), 50);
      expect((await collect(at("09:00:34"), 50)).raised).toHaveLength(1);
    });

    it("between recording and evaluating is made up for by the sweep", async () => {
      await recordSamples(at("09:00:20"), { samples: highFrom("09:00") });
      expect((await sweepRules(at("09:01"))).raised).toHaveLength(1);
      expect((await sweepRules(at("09:02"))).judged).toBe(0);
      const { alerts } = await listAlerts(database.db, at("09:02").scope, { limit: 10, offset: 0 });
      expect(alerts[0]?.triggeredAt).toEqual(clock("09:00:16"));
    });

    it("finds only the last hour's samples worth judging", async () => {
      await recordSamples(at("07:00:20"), { samples: highFrom("07:00") });
      expect((await sweepRules(at("09:00"))).judged).toBe(0);
    });
  });

  describe("two commands at once", () => {
    it("let one win and tell the others where the alert stands", async () => {
      const id = await raised();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, () => commandAlert(at("09:05"), { alertId: id, move: { command: "acknowledge" } })),
      );
      const losers = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
      expect(losers).toHaveLength(5);
      for (const loser of losers) {
        expect(loser).toBeInstanceOf(AppError);
        expect(loser).toMatchObject({ code: "conflict", details: { status: "acknowledged", version: 2 } });
      }
      const timeline = await listTimeline(database.db, at("09:05").scope, id);
      expect(timeline.filter(({ kind }) => kind === "acknowledged")).toHaveLength(1);
    });

    it.each([
      ["snooze", { command: "snooze", lengthMs: 30 * MINUTE_MS, until: null, untilWorse: false }, "snoozed", 3],
      ["judge", { command: "outcome", outcome: "noise" }, "outcome", 2],
    ] as const)("let one %s it when all saw the same version", async (_name, move, kind, version) => {
      const id = await raised();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, () => commandAlert(at("09:05"), { alertId: id, expectedVersion: 1, move })),
      );
      const losers = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
      expect(losers).toHaveLength(5);
      for (const loser of losers)
        expect(loser).toMatchObject({ code: "conflict", details: { status: "triggered", version } });
      const timeline = await listTimeline(database.db, at("09:05").scope, id);
      expect(timeline.filter((line) => line.kind === kind)).toHaveLength(1);
    });

    it("let one of two people take it", async () => {
      const id = await raised();
      const people = await database.db
        .insert(accounts)
        .values(["ana", "ben"].map((name) => ({ name, email: `${name}@x.test`, role: "operator" })))
        .returning();
      const outcomes = await Promise.allSettled(
        people.map((person) =>
          commandAlert(at("09:05"), {
            alertId: id,
            expectedVersion: 1,
            move: { command: "assign", accountId: person.id },
          }),
        ),
      );
      const winner = people[outcomes.findIndex(({ status }) => status === "fulfilled")];
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect((await findAlert(database.db, at("09:05").scope, id))?.assignedTo?.name).toBe(winner?.name);
    });

    it("refuse a version that is not the present one", async () => {
      const id = await raised();
      await commandAlert(at("09:05"), { alertId: id, expectedVersion: 1, move: { command: "acknowledge" } });
      const stale = commandAlert(at("09:06"), {
        alertId: id,
        expectedVersion: 1,
        move: { command: "resolve", notes: null },
      });
      await expect(stale).rejects.toMatchObject({ code: "conflict", details: { status: "acknowledged", version: 2 } });
      await expect(commandAlert(at("09:06"), { alertId: 999, move: { command: "acknowledge" } })).rejects.toMatchObject(
        {
          code: "not-found",
        },
      );
    });

    it("do not stop an escalation that somebody acknowledges at the same instant from being one or the other", async () => {
      const id = await raised();
      const ctx = at("09:30:16");
      const [, acknowledged] = await Promise.allSettled([
        advanceEscalation(ctx, { alertId: id }),
        commandAlert(ctx, { alertId: id, expectedVersion: 1, move: { command: "acknowledge" } }),
      ]);
      const alert = await findAlert(database.db, ctx.scope, id);
      expect(alert?.version).toBe(2);
      expect(alert?.status).toBe(acknowledged.status === "fulfilled" ? "acknowledged" : "escalated");
    });
  });

  describe("delivering", () => {
    const planned = async () => {
      const id = await raised();
      await planOne(at("09:00:17"), { alertId: id, occasion: "triggered", severity: "critical" }, settings());
      return { id };
    };

    it("plans an occasion once, though it is planned twice at once", async () => {
      const { id } = await planned();
      const again = await Promise.all(
        Array.from({ length: 4 }, () =>
          planOne(at("09:00:18"), { alertId: id, occasion: "triggered", severity: "critical" }, settings()),
        ),
      );
      expect(again.every(({ queued, skipped }) => queued + skipped === 0)).toBe(true);
      expect(await database.db.$count(notifications)).toBe(8);
    });

    const undecided = (before: string) => listUndecided(database.db, clock(before));

    it("finds an occasion that was never planned, until it is", async () => {
      const id = await raised();
      expect(await undecided("09:01:17")).toMatchObject([{ alertId: id, occasion: "triggered", severity: "critical" }]);
      await planOne(at("09:01:17"), { alertId: id, occasion: "triggered", severity: "critical" }, settings());
      expect(await undecided("09:02:00")).toEqual([]);
      await advanceEscalation(at("09:30:16"), { alertId: id });
      expect(await undecided("09:31:17")).toMatchObject([
        { alertId: id, occasion: "escalated:1", severity: "emergency" },
      ]);
    });

    it("mails each recipient once, though it runs six times at once", async () => {
      const { id } = await planned();
      const drained = await Promise.all(Array.from({ length: 6 }, () => drain("09:00:18")));
      expect(drained.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(2);
      expect(mail.arrived.map(({ to }) => to).sort()).toEqual(["lead@x.test", "ops@x.test"]);
      expect(await findAlert(database.db, at("09:01").scope, id)).toMatchObject({
        notificationAttempts: 3,
        notificationsSent: ["log", "email"],
      });
    });

    it("sends at most once more after a crash between sending and recording, under the same message id", async () => {
      await planned();
      await drain("09:00:18");
      await database.db.execute(sql`update notifications set status = 'sending', delivered_at = null,
      next_attempt_at = ${clock("09:00:17").toISOString()}::timestamptz, leased_until = ${clock("09:01:18").toISOString()}::timestamptz where recipient = 'address:ops@x.test'`);
      expect((await drain("09:01:00")).delivered).toBe(0);
      expect(await nextDueAt(database.db, "email")).toEqual(clock("09:01:18"));
      expect(await wakeOverdue(at("09:02:00"))).toEqual(["email"]);
      expect((await drain("09:02:00")).delivered).toBe(1);
      expect((await drain("09:05:00")).delivered).toBe(0);
      const ids = mail.arrived.filter(({ to }) => to === "ops@x.test").map(({ mail: { messageId } }) => messageId);
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
      const timeline = await listTimeline(database.db, at("09:05").scope, 1);
      expect(timeline.at(-1)?.message).toContain("it may arrive twice");
    });
  });
});

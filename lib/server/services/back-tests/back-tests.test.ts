import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BackTest, findBackTest } from "@/db/queries/back-tests";
import { accounts, alerts, auditEvents, backTests, outbox } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { Actor } from "@/lib/access/schema";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Sample } from "@/lib/metrics/schema";
import { BackTestBody } from "@/lib/replay/requests";
import { scopeOf } from "@/lib/server/context";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { advanceBackTest, failBackTest } from "./advance";
import { cancelBackTest } from "./cancel";
import { findReach } from "./find-reach";
import { pickUpBackTests } from "./pick-up";
import { listBackTestsOf } from "./read";
import { requestBackTest } from "./request";
import { ruleOf } from "./rule-of";

const NOW = new Date("2026-11-20T12:00:00Z");
const METRIC = "pushed_error_rate";
const person: Actor = { kind: "account", id: 7, name: "Ada", email: "ada@x.test", role: "admin" };
const RULE = {
  rule_name: "errors",
  metric_name: METRIC,
  comparison_operator: ">",
  threshold_value: 5,
  severity: "critical",
  duration_seconds: 60,
  cooldown_minutes: 0,
};

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: addMs(NOW, -4 * DAY_MS), to: NOW });
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const context = (given: { now?: Date; actor?: Actor; brands?: string[] } = {}) =>
  database.context({ now: given.now ?? NOW, actor: given.actor ?? person, scope: scopeOf(given.brands ?? "all") });

const ask = (rule: Record<string, unknown> = {}, given: { days?: 7 | 30 | 90; brands?: string[] } = {}) =>
  requestBackTest(context(given), BackTestBody.parse({ rule: { ...RULE, ...rule }, days: given.days ?? 7 }));

/** A sample every 30 s since `ago`, quiet but for five minutes in each hour. */
function anHourly({
  ago,
  metric = METRIC,
  labels = {},
}: {
  ago: number;
  metric?: string;
  labels?: Record<string, string>;
}): Sample[] {
  const from = addMs(NOW, -ago);
  return Array.from({ length: ago / (30 * SECOND_MS) }, (_, index) => {
    const at = addMs(from, index * 30 * SECOND_MS);
    const isBreached = at.getUTCMinutes() >= 20 && at.getUTCMinutes() < 25;
    return { metric, labels, at, value: isBreached ? 9 : 1 };
  });
}

const record = (samples: Sample[]) => recordSamples(context(), { samples });

async function toEnd(job: BackTest): Promise<BackTest> {
  for (let step = 0; step < 50; step += 1) if ((await advanceBackTest(context(), { id: job.id })).isOver) break;
  return present(job);
}

async function present({ id }: BackTest): Promise<BackTest> {
  const found = await findBackTest(database.db, scopeOf("all"), id);
  if (found === null) throw new Error(`There is no back-test ${id}.`);
  return found;
}

describe("a back-test that is asked for", () => {
  it("waits in the queue, and the engine hears of it", async () => {
    await record(anHourly({ ago: HOUR_MS }));
    const job = await ask();
    expect(job).toMatchObject({ status: "queued", progress: 0, requestedBy: "Ada", days: 7, result: null });
    const [event] = await database.db.select().from(outbox);
    expect(event).toMatchObject({ name: "rule/back-test-requested", data: { backTestId: job.id } });
    const [audit] = await database.db.select().from(auditEvents);
    expect(audit).toMatchObject({ action: "rule/back-test-requested", actor: "Ada" });
  });

  it("is refused for an unknown metric, a contradiction and a rule that is not there, each by its field", async () => {
    await expect(ask({ metric_name: "moon_phase" })).rejects.toMatchObject({
      code: "invalid",
      field: "rule.metric_name",
    });
    await record(anHourly({ ago: HOUR_MS }));
    const levels = [
      { severity: "warning", threshold_value: 5 },
      { severity: "critical", threshold_value: 2 },
    ];
    await expect(ask({ threshold_value: null, severity: null, levels })).rejects.toMatchObject({
      field: "rule.levels",
    });
    const unknown = BackTestBody.parse({ rule: RULE, rule_id: 99, days: 7 });
    await expect(requestBackTest(context(), unknown)).rejects.toMatchObject({ code: "not-found" });
  });

  it("is the third that one person may have waiting", async () => {
    await record(anHourly({ ago: HOUR_MS }));
    const [first] = [await ask(), await ask(), await ask()];
    await expect(ask()).rejects.toMatchObject({ code: "limited" });
    await cancelBackTest(context(), { id: first.id });
    expect((await ask()).status).toBe("queued");
  });
});

describe("a back-test that runs", () => {
  beforeEach(async () => {
    await record(anHourly({ ago: 6 * HOUR_MS }));
  });

  it("finds when the rule would have fired, how long, and says so in a sentence", async () => {
    const { status, progress, result, checkpoint } = await toEnd(await ask());
    expect({ status, progress, checkpoint }).toEqual({ status: "done", progress: 1, checkpoint: null });
    expect(result).toMatchObject({ fired: 6, samples: 720, series: 1, false_looking: 0, alerts_left_out: 0 });
    expect(result?.sentence).toBe("Would have fired 6 times and woken nobody; none look false.");
    expect(result?.alerts.map(({ from }) => from.slice(11, 19))).toEqual([
      "11:21:00",
      "10:21:00",
      "09:21:00",
      "08:21:00",
      "07:21:00",
      "06:21:00",
    ]);
    expect(result?.alerts[0]).toMatchObject({
      to: "2026-11-20T11:26:00.000Z",
      duration_seconds: 300,
      raised_after_seconds: 60,
      peak: 9,
      money: null,
    });
    expect(result?.days).toEqual([{ day: "2026-11-20", highest: 9, severity: "critical" }]);
    expect(result?.notes[0]).toBe("History begins on 2026-11-20: 0.2 of 7 days.");
  });

  it("goes on from where it stood, and finds the same", async () => {
    const whole = await toEnd(await ask());
    const job = await ask();
    let steps = 0;
    while (!(await advanceBackTest(context(), { id: job.id, stepMs: 0 })).isOver) {
      steps += 1;
      const { status, progress, checkpoint } = await present(job);
      expect({ status, isUnderWay: progress > 0 && progress < 1 }).toEqual({ status: "running", isUnderWay: true });
      expect(checkpoint).not.toBeNull();
    }
    expect(steps).toBeGreaterThan(0);
    const { result } = await present(job);
    expect({ ...result, duration_ms: 0 }).toEqual({ ...whole.result, duration_ms: 0 });
  });

  it("stops when it is cancelled, and cannot be cancelled twice", async () => {
    const job = await ask();
    await advanceBackTest(context(), { id: job.id, stepMs: 0 });
    expect(await cancelBackTest(context(), { id: job.id })).toMatchObject({ status: "cancelled" });
    expect(await advanceBackTest(context(), { id: job.id })).toEqual({ isOver: true });
    expect(await present(job)).toMatchObject({ status: "cancelled", result: null, checkpoint: null });
    const again = cancelBackTest(context(), { id: job.id });
    await expect(again).rejects.toMatchObject({ code: "conflict", details: { status: "cancelled" } });
  });

  it("fails with a sentence, and stays so", async () => {
    const job = await ask();
    await failBackTest(context(), { id: job.id, error: "The disk is full." });
    expect(await advanceBackTest(context(), { id: job.id })).toEqual({ isOver: true });
    expect(await present(job)).toMatchObject({ status: "failed", error: "The disk is full." });
  });

  it("compares with what people said of real alerts", async () => {
    await mark("useful", addMs(NOW, -39 * MINUTE_MS));
    await mark("noise", addMs(NOW, -99 * MINUTE_MS));
    await mark("useful", addMs(NOW, -70 * MINUTE_MS));
    await mark("useful", addMs(NOW, -71 * MINUTE_MS), { provider: "of another series" });
    const { result } = await toEnd(await ask());
    expect(result).toMatchObject({ useful: 1, noise: 1, missed: 1, precision: 0.5, recall: 0.5, false_looking: 1 });
    expect(result?.alerts.map(({ judged }) => judged).slice(0, 3)).toEqual(["useful", "noise", null]);
    expect(result?.sentence).toBe("Would have fired 6 times and woken nobody; 1 looks false.");
  });

  it("says so when there is no history", async () => {
    const { result, status } = await toEnd(await ask({ labels: { brand: "aurora" } }));
    expect(status).toBe("done");
    expect(result).toMatchObject({ fired: 0, sentence: "Would not have fired." });
    expect(result?.notes).toEqual(["There is no history of what this rule is about yet."]);
  });

  async function mark(outcome: string, triggeredAt: Date, labels: Record<string, string> = {}) {
    const resolvedAt = addMs(triggeredAt, MINUTE_MS);
    const row = {
      ruleName: "another",
      metric: METRIC,
      severity: "critical",
      status: "resolved",
      message: "was raised",
    };
    await database.db
      .insert(alerts)
      .values({ ...row, fingerprint: triggeredAt.toISOString(), triggeredAt, resolvedAt, outcome, labels });
  }
});

describe("a back-test of somebody who sees only some brands", () => {
  it("judges those, and is seen by nobody who sees others only", async () => {
    await record([
      ...anHourly({ ago: HOUR_MS, labels: { brand: "aurora" } }),
      ...anHourly({ ago: HOUR_MS, labels: { brand: "borealis" } }),
    ]);
    const { result, id } = await toEnd(await ask({ labels: { brand: "*" } }, { brands: ["aurora"] }));
    expect(result?.alerts.map(({ labels }) => labels)).toEqual([{ brand: "aurora" }]);
    expect(await findBackTest(database.db, scopeOf(["borealis"]), id)).toBeNull();
    expect(await findBackTest(database.db, scopeOf(["aurora", "borealis"]), id)).not.toBeNull();
    const all = await toEnd(await ask({ labels: { brand: "*" } }));
    expect(all.result?.fired).toBe(2);
    expect(await findBackTest(database.db, scopeOf(["aurora"]), all.id)).toBeNull();
  });
});

describe("the history of a metric that is collected", () => {
  it("is judged at the distance it was thinned to, and says so", async () => {
    const thin = Array.from({ length: 3 * 144 }, (_, index) => {
      const at = addMs(NOW, -3 * DAY_MS + index * 10 * MINUTE_MS);
      return { metric: "payment_failure_rate", labels: {}, at, value: at.getUTCHours() === 4 ? 9 : 1 };
    });
    await record(thin);
    const { result } = await toEnd(await ask({ metric_name: "payment_failure_rate", duration_seconds: 300 }));
    expect(result?.alerts.map(({ from }) => from.slice(0, 16))).toEqual([
      "2026-11-20T04:10",
      "2026-11-19T04:10",
      "2026-11-18T04:10",
    ]);
    expect(result?.notes).toContainEqual(
      "Until 2026-11-20 samples are kept 10 min apart: shorter breaches are not seen there.",
    );
  });
});

describe("who would have been told", () => {
  it("is asked of the decision that tells, with everybody's own night", async () => {
    await database.db.insert(accounts).values({ email: "ada@x.test", name: "Ada", role: "admin" });
    await record(anHourly({ ago: HOUR_MS }));
    const settings = { SMTP_HOST: "mail.x.test" };
    const reach = await findReach(context(), ruleOf(await ask()), settings);
    const told = reach({ brand: null, severity: "critical", occasion: "triggered" });
    expect(told).toEqual([{ name: "Ada", channels: ["email"], zone: "UTC" }]);
    expect(reach({ brand: null, severity: "warning", occasion: "triggered" })).toEqual([]);
  });
});

describe("a back-test that a crash left", () => {
  it("is asked for again after five minutes, and given up after a day", async () => {
    await record(anHourly({ ago: 6 * HOUR_MS }));
    const job = await ask();
    await advanceBackTest(context(), { id: job.id, stepMs: 0 });
    await database.db.delete(outbox);
    expect(await pickUpBackTests(context({ now: addMs(NOW, 4 * MINUTE_MS) }))).toEqual([]);
    expect(await pickUpBackTests(context({ now: addMs(NOW, 6 * MINUTE_MS) }))).toEqual([job.id]);
    expect(await database.db.select().from(outbox)).toHaveLength(1);
    await database.db.update(backTests).set({ updatedAt: NOW }).where(eq(backTests.id, job.id));
    expect(await pickUpBackTests(context({ now: addMs(NOW, 25 * HOUR_MS) }))).toEqual([]);
    expect(await present(job)).toMatchObject({ status: "failed", error: expect.stringContaining("again and again") });
  });
});

it("lists no back-tests of a rule that is not there", async () => {
  await expect(listBackTestsOf(context(), { ruleId: 99 })).rejects.toMatchObject({ code: "not-found" });
});

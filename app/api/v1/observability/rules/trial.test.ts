import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alerts, notifications, outbox, silences } from "@/db/schema";
import { addMs, HOUR_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { GET as getOne, PUT as put } from "./[id]/route";
import { POST as tryOne } from "./[id]/test/route";
import { GET as getAll, POST as post } from "./route";
import { POST as tryUnsaved } from "./test/route";

let house: TestHouse;
let token: string;
beforeAll(async () => {
  process.env.SMTP_HOST = "127.0.0.1";
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  token = await house.token();
});
afterAll(() => house.close());

type Handler = typeof getAll;
const METHODS = new Map<Handler, string>([
  [getAll, "GET"],
  [getOne, "GET"],
  [put, "PUT"],
]);

async function call(handler: Handler, { id = 1, body, as = token }: { id?: number; body?: unknown; as?: string } = {}) {
  const request = new Request("http://localhost:3000/api", {
    method: METHODS.get(handler) ?? "POST",
    headers: { authorization: `Bearer ${as}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve({ id: String(id) }) });
  const json = await response.json();
  return { status: response.status, data: json.data, error: json.error };
}

const SPIKE = {
  rule_name: "deposits_fail",
  metric_name: "payment_failure_rate",
  comparison_operator: ">",
  threshold_value: 5,
  severity: "critical",
  duration_seconds: 300,
};

/** A sample of this minute: what is older is no sample to a trial. */
async function sampled(value: number, labels: Record<string, string> = {}): Promise<void> {
  const ctx = house.context();
  await recordSamples(ctx, { samples: [{ metric: "payment_failure_rate", labels, at: ctx.now(), value }] });
}

describe("findings", () => {
  it("come with every answer, in words, and keep no rule from being saved", async () => {
    await sampled(0);
    const body = { ...SPIKE, threshold_value: 120, notification_channels: ["log", "slack"] };
    const { data } = await call(post, { body });
    expect(data.findings).toEqual([
      {
        code: "never-fires",
        message: "The critical level never fires: no value of payment_failure_rate is above 120 %.",
      },
      { code: "reaches-nobody", message: expect.stringContaining("slack is not configured") },
    ]);
    expect((await call(getOne)).data.findings).toEqual(data.findings);
    expect((await call(getAll)).data[0].findings).toEqual(data.findings);
    const { data: better } = await call(put, { body: { threshold_value: 5, notification_channels: ["log"] } });
    expect(better.findings).toEqual([]);
  });

  it("name a metric without samples and labels no series has", async () => {
    const { data } = await call(post, { body: { ...SPIKE, notification_channels: ["log"] } });
    expect(data.findings).toMatchObject([{ code: "not-collected" }]);
    await sampled(0, { brand: "aurora", provider: "nordpay" });
    expect((await call(getOne)).data.findings).toMatchObject([{ code: "no-series" }]);
    await call(put, { body: { labels: { brand: "*", provider: "nordpay" } } });
    expect((await call(getOne)).data.findings).toEqual([]);
  });
});

describe("POST rules/{id}/test and rules/test", () => {
  it("say what would fire, for how long it must last, and who would be told", async () => {
    await sampled(38.2);
    await call(post, { body: { ...SPIKE, notification_channels: ["log", "slack"] } });
    const { status, data } = await call(tryOne);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      would_fire: true,
      sentence: "Breached now, gravest critical: would fire after 5 min without a gap. Nothing was sent.",
      series: [
        { labels: {}, reading: 38.2, verdict: "breached", level: "critical", because: "38.2 % is above 5 %: critical" },
      ],
    });
    const decisions = data.told.map(({ channel, decision }: Record<string, string>) => `${channel} ${decision}`);
    expect(decisions).toContain("log send");
    expect(decisions).toContain("slack skip");
  });

  it("says who would not hear of it because a silence runs, and that a rule in shadow tells nobody", async () => {
    await sampled(38.2);
    const [startsAt, endsAt] = [addMs(house.context().now(), -HOUR_MS), addMs(house.context().now(), HOUR_MS)];
    const matchers = [{ label: "metric", operator: "=" as const, value: "payment_failure_rate" }];
    const silence = { reason: "deploy", matchers, startsAt, endsAt, timeZone: "UTC", createdBy: "Ana" };
    await house.db.insert(silences).values(silence);
    const of = async (sent: object) =>
      (await call(tryUnsaved, { body: sent })).data.told.find(
        ({ channel }: { channel: string }) => channel === "email",
      );
    expect(await of(SPIKE)).toMatchObject({
      decision: "skip",
      reason: expect.stringContaining("hidden by silence 1, deploy, until"),
    });
    expect(await of({ ...SPIKE, class: "player_safety" })).toMatchObject({ decision: "send" });
    await house.db.delete(silences);
    expect(await of(SPIKE)).toMatchObject({ decision: "send" });
    expect(await of({ ...SPIKE, mode: "shadow" })).toMatchObject({
      decision: "skip",
      reason: "the rule is in shadow: nobody is told",
    });
  });

  it("says no alert where the condition is not met, and never passes a silence off as success", async () => {
    const none = await call(tryUnsaved, { body: SPIKE });
    expect(none.data).toMatchObject({
      would_fire: false,
      sentence: "No alert: no series of payment_failure_rate fits the rule and has a sample. Nothing was sent.",
      series: [],
    });
    await sampled(2);
    expect((await call(tryUnsaved, { body: SPIKE })).data).toMatchObject({
      would_fire: false,
      sentence: "No alert: condition not met. Nothing was sent.",
      series: [{ verdict: "clear", level: null, because: "2 % does not breach: critical is above 5 %" }],
    });
    const change = { ...SPIKE, condition: { kind: "change" } };
    expect((await call(tryUnsaved, { body: change })).data).toMatchObject({
      sentence: "No alert: nothing to compare, since no sample of the earlier period. Nothing was sent.",
    });
  });

  it("judges each series a rule is about, and shows no brand the caller does not see", async () => {
    await sampled(9, { brand: "aurora" });
    await sampled(1, { brand: "kingfisher" });
    const body = { ...SPIKE, labels: { brand: "*" }, duration_seconds: 0 };
    const { data } = await call(tryUnsaved, { body });
    expect(data.sentence).toBe("Breached now on 1 of 2 series, gravest critical: would fire now. Nothing was sent.");
    const elsewhere = await house.token({ brands: ["kingfisher"] });
    expect((await call(tryUnsaved, { body, as: elsewhere })).data.series).toMatchObject([
      { labels: { brand: "kingfisher" }, verdict: "clear" },
    ]);
  });

  it("write nothing and send nothing", async () => {
    await sampled(38.2);
    await call(tryUnsaved, { body: { ...SPIKE, duration_seconds: 0 } });
    expect((await call(getAll)).data).toEqual([]);
    for (const table of [alerts, notifications, outbox]) expect(await house.db.select().from(table)).toEqual([]);
  });

  it("refuse what could not be saved, and a rule there is not", async () => {
    expect(await call(tryUnsaved, { body: { ...SPIKE, duration_seconds: -5 } })).toMatchObject({
      status: 400,
      error: { field: "duration_seconds" },
    });
    expect(await call(tryOne, { id: 99 })).toMatchObject({ status: 404 });
  });
});

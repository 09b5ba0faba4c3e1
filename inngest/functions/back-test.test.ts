import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { findBackTest } from "@/db/queries/back-tests";
import { backTests } from "@/db/schema";
import { register } from "@/inngest/embedded/dispatch";
import { Executor } from "@/inngest/embedded/executor";
import { createIntake } from "@/inngest/embedded/intake";
import { requestHandler } from "@/inngest/handler";
import { sendBatch } from "@/inngest/relay";
import { transport, useEngineFetch } from "@/inngest/transport";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { BackTestBody } from "@/lib/replay/requests";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { createLogger } from "@/lib/server/log";
import { requestBackTest } from "@/lib/server/services/back-tests/request";
import { recordSamples } from "@/lib/server/services/metrics/record";

const METRIC = "pushed_error_rate";
const log = createLogger({ level: "silent" });
let house: TestHouse;

beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

/** Sends what the outbox holds and runs the two functions until nothing is due. */
async function settle(): Promise<void> {
  const { inngest } = await import("@/inngest/client");
  const { backTest } = await import("./back-test");
  const { pickUpBackTests } = await import("./pick-up-back-tests");
  const endpoint = {
    url: "http://functions.test/api/inngest",
    signingKey: transport().signingKey,
    handle: requestHandler({ client: inngest, functions: [backTest, pickUpBackTests] }),
  };
  useEngineFetch(createIntake({ db: house.db, now: () => house.context().now(), onEvents: () => undefined }));
  const executor = new Executor({ db: house.db, endpoint, functions: await register(endpoint), log });
  do await executor.runUntilIdle();
  while ((await sendBatch({ db: house.db, send: (events) => inngest.send(events), log })) > 0);
  await executor.stop();
}

async function request(metric = METRIC): Promise<number> {
  const rule = {
    rule_name: "errors",
    metric_name: metric,
    comparison_operator: ">",
    threshold_value: 5,
    severity: "critical",
  };
  return (await requestBackTest(house.context(), BackTestBody.parse({ rule, days: 7 }))).id;
}

const present = (id: number) => findBackTest(house.db, house.context().scope, id);

/** One breach of ten minutes, three hours ago. */
async function record(): Promise<void> {
  const ctx = house.context();
  const from = addMs(ctx.now(), -4 * HOUR_MS);
  await house.ensurePartitions({ from: addMs(from, -DAY_MS), to: ctx.now() });
  const samples = Array.from({ length: 230 }, (_, minute) => {
    const value = minute >= 60 && minute < 70 ? 9 : 1;
    return { metric: METRIC, labels: {}, at: addMs(from, minute * MINUTE_MS), value };
  });
  await recordSamples(ctx, { samples });
}

it("is run to its end by the engine, one after the other", async () => {
  await record();
  const ids = [await request(), await request()];
  await settle();
  for (const id of ids) expect(await present(id)).toMatchObject({ status: "done", progress: 1, result: { fired: 1 } });
});

it("fails with a sentence when it can never go on", async () => {
  await record();
  const id = await request();
  const levels = [
    { severity: "warning", threshold_value: 5 },
    { severity: "critical", threshold_value: 2 },
  ];
  const rule = { rule_name: "errors", metric_name: METRIC, comparison_operator: ">", levels };
  await house.db
    .update(backTests)
    .set({ rule: BackTestBody.shape.rule.parse(rule) })
    .where(eq(backTests.id, id));
  await settle();
  expect(await present(id)).toMatchObject({ status: "failed", error: expect.stringContaining("rule.levels") });
});

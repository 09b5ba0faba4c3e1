import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { type TestPlatform, testPlatform } from "@/db/test-platform";
import { OperationsDashboard } from "@/lib/dashboards/schema";
import { addMs, DAY_MS, HOUR_MS } from "@/lib/kernel/time";
import { scopeOf } from "@/lib/server/context";
import { readOperations } from "./operations";

const NOW = new Date("2026-11-20T15:30:00.000Z");
const LATELY = addMs(NOW, -1000);
const HOUR_AGO = addMs(NOW, -HOUR_MS);

let database: TestDatabase;
let platform: TestPlatform;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  platform = testPlatform(database.db);
});

describe("the operations dashboard", () => {
  it("counts transactions and payments of the hour; what is pending fails no rate", async () => {
    for (const status of ["completed", "completed", "completed", "failed", "pending"]) {
      await platform.transactions({ createdAt: LATELY, status });
    }
    for (const status of ["completed", "failed", "pending", "pending"]) {
      await platform.payments({ createdAt: LATELY, status });
    }
    const { transactions, payments } = await readOperations(database.context({ now: NOW }), {});
    expect(transactions).toEqual({ count: 5, completed: 3, error_rate: 25 });
    expect(payments).toEqual({ count: 4, completed: 1, failure_rate: 50 });
  });

  it("has no rate and no average where nothing ended, and every key all the same", async () => {
    await platform.payments({ createdAt: LATELY, status: "pending" });
    const answer = OperationsDashboard.strict().parse(await readOperations(database.context({ now: NOW }), {}));
    expect(answer).toEqual({
      period: "1h",
      transactions: { count: 0, completed: 0, error_rate: null },
      payments: { count: 1, completed: 0, failure_rate: null },
      fraud: { flags: 0, avg_score: null, unresolved: 0, backlog: 0 },
      compliance: { excluded_users: 0 },
    });
  });

  it("takes in the instant an hour ago and not its own end", async () => {
    for (const createdAt of [addMs(HOUR_AGO, -1), HOUR_AGO, LATELY, NOW]) await platform.transactions({ createdAt });
    const ctx = database.context({ now: NOW });
    expect((await readOperations(ctx, {})).transactions.count).toBe(2);
    expect((await readOperations(ctx, { at: HOUR_AGO })).transactions.count).toBe(1);
  });

  it("tells flags of the hour, which of them are unresolved, and the whole backlog", async () => {
    await platform.flags({ createdAt: LATELY, score: 90 });
    await platform.flags({ createdAt: LATELY, score: 10.5, status: "resolved", resolvedAt: LATELY });
    await platform.flags({ createdAt: LATELY, score: 50, status: "resolved", resolvedAt: addMs(NOW, 1) });
    await platform.flags({ createdAt: addMs(NOW, -3 * DAY_MS) });
    await platform.flags({ createdAt: addMs(NOW, -3 * DAY_MS), status: "resolved", resolvedAt: HOUR_AGO });
    const { fraud } = await readOperations(database.context({ now: NOW }), {});
    expect(fraud).toEqual({ flags: 3, avg_score: (90 + 10.5 + 50) / 3, unresolved: 2, backlog: 3 });
  });

  it("counts players excluded now: until later or without an end", async () => {
    const old = { createdAt: addMs(NOW, -DAY_MS) };
    await platform.players({ ...old, status: "self_excluded" });
    await platform.players({ ...old, status: "self_excluded", excludedUntil: addMs(NOW, 1) });
    await platform.players({ ...old, status: "active", excludedUntil: addMs(NOW, 1) });
    await platform.players({ ...old, status: "self_excluded", excludedUntil: NOW });
    await platform.players({ ...old, status: "closed" });
    await platform.players(old);
    const { compliance } = await readOperations(database.context({ now: NOW }), {});
    expect(compliance.excluded_users).toBe(3);
  });

  it("shows a scope of one brand nothing of another", async () => {
    await platform.transactions({ createdAt: LATELY });
    await platform.payments({ createdAt: LATELY });
    await platform.flags({ createdAt: LATELY });
    await platform.players({ createdAt: LATELY, status: "self_excluded" });
    const seen = await readOperations(database.context({ now: NOW, scope: scopeOf(["kingfisher"]) }), {});
    expect([seen.transactions.count, seen.payments.count, seen.fraud.flags, seen.fraud.backlog]).toEqual([0, 0, 0, 0]);
    expect(seen.compliance.excluded_users).toBe(0);
  });
});

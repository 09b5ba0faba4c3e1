import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listActiveAlerts } from "@/db/queries/alerts";
import { demoPayments } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, DAY_MS, SECOND_MS } from "@/lib/kernel/time";
import { collectMetrics } from "@/lib/server/services/metrics/collect";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { clock, DAY, timeOf } from "./scenario";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: DAY, to: addMs(DAY, DAY_MS) });
});
beforeEach(async () => {
  await database.reset();
  await seedDefaultRules(database.context());
});
afterAll(() => database.close());

/** A payment a second from `from` on; nordpay takes every other one and fails while `isOut`. */
async function payments(from: string, seconds: number, isOut: boolean): Promise<void> {
  const rows = Array.from({ length: seconds }, (_, index) => {
    const createdAt = addMs(clock(from), index * SECOND_MS);
    const provider = index % 2 === 0 ? "nordpay" : "ecpay";
    const status = isOut && provider === "nordpay" ? "failed" : "completed";
    const paid = {
      brand: "aurora",
      playerId: "player-1",
      method: "card",
      direction: "deposit",
      amount: "10",
      currency: "EUR",
    };
    return { ...paid, id: timeOf(createdAt), provider, status, createdAt, updatedAt: createdAt };
  });
  await database.db.insert(demoPayments).values(rows);
}

/** Collects every 4 s in `[from, to)`; answers when each alert was first seen open. */
async function collect(from: string, to: string): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  for (let at = clock(from); at < clock(to); at = addMs(at, 4 * SECOND_MS)) {
    const ctx = database.context({ now: at });
    await collectMetrics(ctx, { at });
    for (const { ruleName } of await listActiveAlerts(ctx.db, ctx.scope)) seen[ruleName] ??= timeOf(at);
  }
  return seen;
}

describe("from a payment to an alert", () => {
  it("raises nothing while payments succeed", async () => {
    await payments("09:00", 180, false);
    expect(await collect("09:00", "09:03")).toEqual({});
  });

  it("raises payment_outage 15 s after a fifth of the last minute failed, and names the provider", async () => {
    await payments("09:00", 60, false);
    await payments("09:01", 90, true);
    const seen = await collect("09:00", "09:02:30");
    // Of the minute before 09:01:28, 14 of 60 payments failed; of that before 09:01:24 exactly a fifth, which is not above it.
    expect(seen).toEqual({ payment_outage: "09:01:44" });
    const [alert] = await listActiveAlerts(database.db, database.context().scope);
    expect(alert?.message).toMatch(
      /^Payments failing at Nordpay: payment_failure_rate_1m \d+(\.\d+)? % is above 20 % for 15 s/,
    );
  });
});

import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, complianceEvents, errorLogs } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { type TestPlatform, testPlatform } from "@/db/test-platform";
import { SecurityDashboard } from "@/lib/dashboards/schema";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { scopeOf } from "@/lib/server/context";
import { readSecurity } from "./security";

const NOW = new Date("2026-11-20T15:30:00.000Z");
const LATELY = addMs(NOW, -1000);
const DAY_AGO = addMs(NOW, -DAY_MS);

let database: TestDatabase;
let platform: TestPlatform;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  platform = testPlatform(database.db);
});

describe("the security dashboard", () => {
  it("sorts flags into bands by score, each above its floor", async () => {
    for (const score of [100, 75.01, 75, 50.01, 50, 20.01, 20, 0]) await platform.flags({ createdAt: LATELY, score });
    const { fraud_flags } = await readSecurity(database.context({ now: NOW }), {});
    expect(fraud_flags).toEqual({ critical: 2, high: 2, medium: 2, low: 2 });
  });

  it("counts anomalies by type over 24 hours, whatever their score", async () => {
    await platform.flags({ createdAt: DAY_AGO, type: "velocity", score: 90 });
    await platform.flags({ createdAt: LATELY, type: "velocity", score: 10 });
    await platform.flags({ createdAt: LATELY, type: "device_shared" });
    await platform.flags({ createdAt: addMs(DAY_AGO, -1), type: "device_shared" });
    await platform.flags({ createdAt: NOW, type: "device_shared" });
    const { anomalies } = await readSecurity(database.context({ now: NOW }), {});
    expect(anomalies).toEqual({ velocity: 2, device_shared: 1 });
  });

  it("counts compliance events of the platform and those pushed to us, and the permanent among them", async () => {
    await platform.complianceEvents({ createdAt: LATELY });
    await platform.complianceEvents({ createdAt: LATELY, isPermanent: true });
    await platform.complianceEvents({ createdAt: addMs(DAY_AGO, -1), isPermanent: true });
    const pushed = { at: LATELY, type: "self_exclusion", brand: "aurora", isPermanent: true };
    await database.db.insert(complianceEvents).values([pushed, { ...pushed, brand: null, isPermanent: false }]);
    const { compliance_violations } = await readSecurity(database.context({ now: NOW }), {});
    expect(compliance_violations).toEqual({ new: 4, permanent: 2 });
  });

  it("counts limit violations by type, a type without any as zero", async () => {
    for (const type of ["bet", "bet", "loss"]) await platform.limitViolations({ createdAt: LATELY, type });
    const { limit_violations } = await readSecurity(database.context({ now: NOW }), {});
    expect(limit_violations).toEqual({ bet: 2, deposit: 0, loss: 1, session: 0 });
  });

  it("lists the ten newest failures, transactions and payments together, players masked", async () => {
    for (let second = 1; second <= 8; second += 1) {
      await platform.transactions({ createdAt: addMs(NOW, -second * 2000), status: "failed" });
    }
    for (let second = 1; second <= 8; second += 1) {
      const failed = { status: "failed", failureReason: "provider_timeout", playerId: "player-73412" };
      await platform.payments({ createdAt: addMs(NOW, -second * 2000 + 1), amount: "12.345", ...failed });
    }
    const answer = SecurityDashboard.strict().parse(await readSecurity(database.context({ now: NOW }), {}));
    expect(answer.recent_failures).toHaveLength(10);
    expect(answer.recent_failures.map(({ kind }) => kind)).toEqual(Array(5).fill(["deposit", "bet"]).flat());
    expect(answer.recent_failures[0]).toEqual({
      id: "y-9",
      kind: "deposit",
      brand: "aurora",
      player: "7··2",
      amount: 12.35,
      currency: "EUR",
      reason: "provider_timeout",
      created_at: addMs(NOW, -1999).toISOString(),
    });
    expect(JSON.stringify(answer)).not.toContain("73412");
  });

  it("counts D's signals among the errors, and refused sign-ins of the console with them", async () => {
    const signal = (type: string) => ({ createdAt: LATELY, type });
    await platform.errors(
      signal("authentication_failure"),
      signal("rate_limit_violation"),
      signal("large_data_export"),
    );
    const own = { type: "brand_isolation_violation", severity: "critical", message: "…" };
    await database.db.insert(errorLogs).values([
      { ...own, at: LATELY },
      { ...own, at: addMs(DAY_AGO, -1) },
    ]);
    const refused = { actor: "system", action: "account/sign-in-refused" };
    await database.db.insert(auditEvents).values([
      { ...refused, at: DAY_AGO },
      { ...refused, at: NOW },
    ]);
    const signals = { rate_limit_violations: 1, large_data_exports: 1, brand_isolation_violations: 1 };
    const ctx = database.context({ now: NOW });
    expect((await readSecurity(ctx, {})).signals).toEqual({ authentication_failures: 2, ...signals });
    expect((await readSecurity(ctx, { brand: "aurora" })).signals.authentication_failures).toBe(0);
  });

  it("shows a scope of one brand nothing of another", async () => {
    await platform.flags({ createdAt: LATELY });
    await platform.complianceEvents({ createdAt: LATELY });
    await platform.limitViolations({ createdAt: LATELY });
    await platform.transactions({ createdAt: LATELY, status: "failed" });
    const seen = await readSecurity(database.context({ now: NOW, scope: scopeOf(["kingfisher"]) }), {});
    expect(seen).toEqual({
      period: "24h",
      fraud_flags: { critical: 0, high: 0, medium: 0, low: 0 },
      anomalies: {},
      compliance_violations: { new: 0, permanent: 0 },
      limit_violations: { bet: 0, deposit: 0, loss: 0, session: 0 },
      signals: {
        authentication_failures: 0,
        rate_limit_violations: 0,
        large_data_exports: 0,
        brand_isolation_violations: 0,
      },
      recent_failures: [],
    });
  });
});

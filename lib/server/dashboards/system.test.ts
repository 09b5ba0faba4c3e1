import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, errorLogs, uptimeCounts } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { type TestPlatform, testPlatform } from "@/db/test-platform";
import { SystemDashboard } from "@/lib/dashboards/schema";
import { addMs, DAY_MS, HOUR_MS } from "@/lib/kernel/time";
import { scopeOf } from "@/lib/server/context";
import { readSystem } from "./system";

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

describe("the system dashboard", () => {
  it("counts all rows up to its instant, however old", async () => {
    const old = { createdAt: addMs(NOW, -400 * DAY_MS) };
    await platform.players(old);
    await platform.players({ createdAt: NOW });
    await platform.games({ brand: null });
    await platform.transactions({ ...old, status: "failed" });
    await platform.transactions({ ...old, type: "payout" });
    const audit = { actor: "ana", action: "rule/saved" };
    await database.db.insert(auditEvents).values([
      { ...audit, at: LATELY },
      { ...audit, at: NOW },
    ]);
    const answer = SystemDashboard.strict().parse(await readSystem(database.context({ now: NOW }), {}));
    expect(answer.database).toEqual({ users: 1, games: 1, transactions: 2, audit_events: 1 });
    expect(answer).toMatchObject({ period: "cumulative", uptime_percentage: null });
  });

  it("counts the hour's errors by type, the platform's and our own together", async () => {
    await platform.errors({ createdAt: HOUR_AGO });
    await platform.errors({ createdAt: LATELY, type: "WALLET_LOCKED", severity: "warning" });
    await platform.errors({ createdAt: addMs(HOUR_AGO, -1) });
    const own = { at: LATELY, type: "PSP_TIMEOUT", severity: "critical", message: "no answer" };
    await database.db.insert(errorLogs).values([own, { ...own, at: NOW }]);
    const { errors } = await readSystem(database.context({ now: NOW }), {});
    expect(errors).toMatchObject({ last_hour: 3, types: { PSP_TIMEOUT: 2, WALLET_LOCKED: 1 } });
  });

  it("lists the ten newest critical errors of the day from both", async () => {
    for (let minute = 1; minute <= 12; minute += 1) {
      const at = addMs(NOW, -minute * 60_000);
      const error = { severity: "critical", message: `error ${minute}` };
      if (minute % 2 === 0) await platform.errors({ createdAt: at, ...error });
      else await database.db.insert(errorLogs).values({ at, type: "RELAY", ...error });
    }
    await platform.errors({ createdAt: LATELY, severity: "error" });
    const { recent_critical } = (await readSystem(database.context({ now: NOW }), {})).errors;
    expect(recent_critical.map(({ message }) => message)).toEqual(
      Array.from({ length: 10 }, (_, index) => `error ${index + 1}`),
    );
    expect(recent_critical[0]).toMatchObject({ source: "pitboss", created_at: "2026-11-20T15:29:00.000Z" });
    expect(recent_critical[1]).toMatchObject({ source: "platform", type: "PSP_TIMEOUT" });
  });

  it("tells the share of health checks that were not overall critical", async () => {
    await database.db.insert(uptimeCounts).values({ service: "overall", checks: 400, notCritical: 399, since: NOW });
    expect((await readSystem(database.context({ now: NOW }), {})).uptime_percentage).toBe(99.75);
  });

  it("shows a scope of one brand the house's errors and nothing of another brand", async () => {
    await platform.players({ createdAt: LATELY });
    await platform.transactions({ createdAt: LATELY });
    await platform.errors({ createdAt: LATELY, brand: "aurora", type: "THEIRS", severity: "critical" });
    await platform.errors({ createdAt: LATELY, brand: null, type: "HOUSE" });
    const ctx = database.context({ now: NOW, scope: scopeOf(["kingfisher"]) });
    const seen = await readSystem(ctx, {});
    expect(seen.database).toMatchObject({ users: 0, transactions: 0 });
    expect(seen.errors).toEqual({ last_hour: 1, types: { HOUSE: 1 }, recent_critical: [] });
    expect((await readSystem(ctx, { brand: "kingfisher" })).errors.last_hour).toBe(0);
  });
});

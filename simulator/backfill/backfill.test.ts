import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readRows } from "@/db/queries/read-rows";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { fingerprint } from "@/lib/kernel/labels";
import { addMs, DAY_MS, floorTo, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { METRIC_NAMES } from "@/lib/metrics/catalogue";
import { readPlatform } from "@/lib/server/collectors/read-platform";
import { BEGINNING, POSITION, readState } from "@/simulator/store/state";
import { registeredBy } from "@/simulator/world/players";
import { backfill } from "./backfill";

const NOW = new Date("2026-11-20T19:30:20.400Z");
const LAST = floorTo(NOW, MINUTE_MS);
const DAYS = 3;
const reporting = { zone: "UTC", currency: "EUR" };

let database: TestDatabase;
let first: Awaited<ReturnType<typeof backfill>>;

function fill() {
  return backfill({ db: database.db, rate: 1, seed: 1984, reporting, historyMs: DAYS * DAY_MS, now: NOW });
}

beforeAll(async () => {
  database = await testDatabase();
  first = await fill();
}, 240_000);
afterAll(async () => {
  await database.reset();
  await database.close();
});

const Point = z.object({ metric: z.string(), fingerprint: z.string(), value: z.number() });

async function kept(at: Date): Promise<Map<string, number>> {
  const rows = await readRows(
    database.db,
    Point,
    sql`select metric, fingerprint, value from metric_samples join metric_series on id = series_id
      where at = ${at.toISOString()}::timestamptz`,
  );
  return new Map(rows.map((row) => [`${row.metric} ${row.fingerprint}`, row.value]));
}

async function collected(at: Date): Promise<Map<string, number>> {
  const { scope } = database.context({ now: at });
  const { figures } = await readPlatform({
    db: database.db,
    filter: { scope },
    at,
    now: at,
    reporting,
    isLabelled: true,
    previous: new Map(),
    skipMs: 0,
    limitMs: 60_000,
  });
  return new Map(figures.map(({ metric, labels, value }) => [`${metric} ${fingerprint(labels)}`, value]));
}

/** Series whose two values differ by more than `share` of the larger. */
function apart(a: Map<string, number>, b: Map<string, number>, share: number): string[] {
  return [...a].flatMap(([key, value]) => {
    const other = b.get(key);
    if (other === undefined) return [`${key}: only on one side`];
    const difference = Math.abs(value - other) / Math.max(Math.abs(value), Math.abs(other), 1e-9);
    return difference > share ? [`${key}: ${value} and ${other}`] : [];
  });
}

const NOT_REPEATED = /^(database_latency|user_active|operation_error_rate_24h|operation_count_24h) /;
function comparable(values: Map<string, number>, leftOut: RegExp): Map<string, number> {
  return new Map([...values].filter(([key]) => !leftOut.test(key)));
}

describe("the past of the demo platform", () => {
  it("has every metric of the catalogue, over all, by brand and by provider", async () => {
    const now = await kept(LAST);
    expect(METRIC_NAMES.filter((metric) => !now.has(`${metric} {}`))).toEqual([]);
    expect(now.has('payment_failure_rate {"provider":"nordpay"}')).toBe(true);
    expect(now.has('transaction_volume {"brand":"lucky-harbour"}')).toBe(true);
  });

  it("ends where the collectors begin: no figure jumps", async () => {
    const [history, live] = [await kept(LAST), await collected(LAST)];
    const leftOut = /^database_latency /;
    expect(apart(comparable(live, leftOut), comparable(history, leftOut), 0.04)).toEqual([]);
    expect(apart(comparable(history, leftOut), comparable(live, leftOut), 0.04)).toEqual([]);
  });

  it.each([30, 60, 600])("agrees with what the collectors find %i minutes before", async (minutes) => {
    const at = addMs(LAST, -minutes * MINUTE_MS);
    const [history, live] = [await kept(at), await collected(at)];
    expect(apart(comparable(history, NOT_REPEATED), comparable(live, NOT_REPEATED), 0.02)).toEqual([]);
  });

  it("goes smoothly over its own seam, where raw rows at the full rate begin", async () => {
    const Step = z.object({ metric: z.string(), at: z.string(), before: z.number(), value: z.number() });
    const jumps = await readRows(
      database.db,
      Step,
      sql`select metric, at::text, before, value from (
          select metric, at, value, lag(value) over (partition by series_id order by at) as before
          from metric_samples join metric_series on id = series_id
          where fingerprint = '{}' and metric in ('transaction_count', 'payment_count', 'active_players', 'user_active')
        ) s where abs(value - before) > 0.12 * before + 4`,
    );
    expect(jumps).toEqual([]);
  });

  it("thins the days before the last 26 hours, and leaves none of them empty", async () => {
    const Day = z.object({ day: z.string(), count: z.number() });
    const days = await readRows(
      database.db,
      Day,
      sql`select (created_at at time zone 'UTC')::date::text as day, count(*)::int as count
        from platform.transactions group by 1 order by 1`,
    );
    expect(days.map(({ day }) => day)).toEqual(["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"]);
    expect(days[1]?.count).toBeGreaterThan(500);
    expect(days[1]?.count).toBeLessThan((days[3]?.count ?? 0) / 10);
  });

  it("knows each player, when he was last active, and who is shut out", async () => {
    const beginning = await readState(database.db, BEGINNING);
    const Players = z.object({ all: z.number(), late: z.number(), unseen: z.number(), excluded: z.number() });
    const [players] = await readRows(
      database.db,
      Players,
      sql`select count(*)::int as all, (count(*) filter (where last_active_at is null and created_at < ${addMs(NOW, -26 * HOUR_MS).toISOString()}::timestamptz))::int as unseen,
          (count(*) filter (where greatest(last_active_at, created_at) > ${NOW.toISOString()}::timestamptz))::int as late,
          (count(*) filter (where status = 'self_excluded'))::int as excluded
        from platform.players`,
    );
    const world = { seed: 1984, rate: 1, openedMs: beginning?.openedMs ?? 0, incidents: [] };
    expect(players).toMatchObject({ all: registeredBy(world, NOW.getTime()), late: 0, unseen: 0 });
    expect(players?.excluded).toBeGreaterThan(3);
  });

  it("holds nothing from after its end, and leaves pending what was", async () => {
    const Edge = z.object({ future: z.number(), pending: z.number(), oldest: z.string() });
    const [edge] = await readRows(
      database.db,
      Edge,
      sql`select (count(*) filter (where created_at > ${NOW.toISOString()}::timestamptz))::int as future,
          (count(*) filter (where status = 'pending'))::int as pending,
          (min(created_at) filter (where status = 'pending'))::text as oldest
        from platform.payments`,
    );
    expect(edge?.future).toBe(0);
    expect(edge?.pending).toBeGreaterThan(0);
    expect(NOW.getTime() - Date.parse(edge?.oldest ?? "")).toBeLessThan(10_000);
    expect(await readState(database.db, POSITION)).toEqual({ ms: NOW.getTime() });
  });

  it("rolls its samples up by minute and hour", async () => {
    const Rollups = z.object({ samples: z.number(), minutes: z.number(), hours: z.number(), first: z.string() });
    const [row] = await readRows(
      database.db,
      Rollups,
      sql`select (select count(*) from metric_samples)::int as samples,
        (select sum(count) from metric_rollups_1m)::int as minutes,
        (select sum(count) from metric_rollups_1h)::int as hours,
        (select min(at) from metric_rollups_1h)::text as first`,
    );
    expect(row).toMatchObject({ samples: first?.samples, minutes: first?.samples, hours: first?.samples });
    expect(Date.parse(row?.first ?? "")).toBe(floorTo(addMs(LAST, -DAYS * DAY_MS), HOUR_MS).getTime());
  });

  it("is made once, and broken off ends the same", { timeout: 240_000 }, async () => {
    expect(await fill()).toBeNull();
    await database.db.execute(sql`delete from demo.state where key = 'position'`);
    await database.db.execute(sql`delete from demo.transactions where random() < 0.3`);
    const again = await fill();
    expect(again).toEqual(first);
    const Count = z.object({ count: z.number() });
    const counts = await readRows(database.db, Count, sql`select count(*)::int as count from metric_samples`);
    expect(counts).toEqual([{ count: first?.samples }]);
  });
});

it("fills a Postgres as it does the embedded database", { timeout: 240_000 }, async () => {
  const postgres = await testDatabase({ engine: "postgres" });
  const options = { rate: 0.3, seed: 7, reporting, historyMs: 30 * HOUR_MS, now: NOW };
  const filled = await backfill({ ...options, db: postgres.db });
  await database.reset();
  expect(filled).toEqual(await backfill({ ...options, db: database.db }));
  await postgres.close();
});

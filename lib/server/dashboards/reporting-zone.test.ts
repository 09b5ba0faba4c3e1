import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import { readExecutive } from "./executive";
import { readPlayers } from "./players";

vi.stubEnv("REPORTING_TIME_ZONE", "Asia/Kathmandu");
vi.stubEnv("REPORTING_CURRENCY", "SEK");

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => vi.unstubAllEnvs());

/** Midnight of the 21st in Kathmandu, five hours and three quarters ahead. */
const MIDNIGHT = "2026-11-20T18:15:00.000Z";
const NOW = new Date("2026-11-20T18:20:00.000Z");

it("midnight and the day of a rate are those of the reporting zone, totals in the reporting currency", async () => {
  const platform = testPlatform(database.db);
  const rate = { currency: "EUR", quote: "SEK" };
  await platform.rates({ ...rate, day: "2026-11-20", rate: "10" }, { ...rate, day: "2026-11-21", rate: "11" });
  await platform.transactions(
    { createdAt: new Date("2026-11-20T18:14:59.999Z"), amount: "1" },
    { createdAt: new Date(MIDNIGHT), amount: "2" },
    { createdAt: new Date(MIDNIGHT), amount: "5", currency: "SEK" },
  );
  const ctx = database.context({ now: NOW });
  expect((await readExecutive(ctx, {})).financial).toMatchObject({ currency: "SEK", bets: 27 });
  const earlier = { from: new Date("2026-11-20T18:00:00.000Z") };
  expect((await readExecutive(ctx, earlier)).financial.bets).toBe(37);
  expect((await readPlayers(ctx, {})).bets).toEqual({ avg: 12.33, max: 22, min: 5, currency: "SEK" });
});

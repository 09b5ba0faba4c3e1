import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import { readFigures } from "@/lib/server/figures";
import { platformDatabase } from "./platform";

let house: TestDatabase;
let platform: TestDatabase;

beforeAll(async () => {
  house = await testDatabase();
  platform = await testDatabase({ engine: "postgres" });
  process.env.PLATFORM_DATABASE_URL = platform.url;
}, 60_000);
afterAll(() => house.close());

it("reads the views where PLATFORM_DATABASE_URL says, and keeps its own state at home", async () => {
  const createdAt = new Date("2026-11-20T11:59:59Z");
  await testPlatform(platform.db).payments({ createdAt }, { createdAt });
  await testPlatform(house.db).payments({ createdAt });
  const ctx = house.context({ now: new Date("2026-11-20T12:00:00Z") });
  const { values } = await readFigures(ctx, {});
  expect(values.payment_count).toBe(2);
  const { rows } = await platformDatabase(ctx).execute(sql`select count(*)::int as count from platform.payments`);
  expect(rows).toEqual([{ count: 2 }]);
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { createFirstAccounts } from "@/lib/server/services/accounts/create-first";
import { readOnCallPanel } from "./read-panel";
import { seedDemoRotation } from "./seed-demo";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it("gives the demo a rotation with somebody on call by the first two layers at any hour, once", async () => {
  const ctx = database.context({ now: new Date("2026-11-21T03:10:00Z") });
  expect(await seedDemoRotation(ctx)).toBeNull();
  await createFirstAccounts(ctx, { demo: true });
  expect(await seedDemoRotation(ctx)).toMatchObject({ name: "Payments", version: 1 });
  expect(await seedDemoRotation(ctx)).toBeNull();
  const { now, shifts, people } = await readOnCallPanel(ctx);
  expect(now[0]?.on_call.map(({ layer }) => layer)).toEqual(["First", "Second"]);
  expect(now[0]?.warning).toBeNull();
  expect(new Set(shifts?.shifts.map(({ layer }) => layer))).toEqual(new Set(["First", "Second", "Business hrs"]));
  expect(people).toHaveLength(3);
});

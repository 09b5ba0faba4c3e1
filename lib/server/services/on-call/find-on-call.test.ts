import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, rotationOverrides, rotations } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { aLayer } from "@/lib/on-call/rotation-fixture";
import { findOnCall } from "./find-on-call";

let database: TestDatabase;
const at = new Date("2026-11-16T12:00:00Z");
const find = async () => findOnCall(database.context(), at);

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  const names = ["Ana", "Ben", "Carl"];
  await database.db
    .insert(accounts)
    .values(names.map((name) => ({ email: `${name}@x.test`.toLowerCase(), name, role: "operator" })));
  const second = aLayer({ name: "Second", people: [3], turnHours: 168 });
  await database.db
    .insert(rotations)
    .values({ name: "Payments", zone: "Europe/Malta", layers: [aLayer({ people: [1, 2] }), second] });
});
afterAll(() => database.close());

describe("who is on call by a rotation", () => {
  it("is the first layer's person, or that of the layer asked for, with the words for it", async () => {
    const onCall = await find();
    expect(onCall(1)).toEqual([{ accountId: 1, words: "on call for Payments" }]);
    expect(onCall(1, "Second")).toEqual([{ accountId: 3, words: "on call for Payments (Second)" }]);
  });

  it("is who overrides it", async () => {
    await database.db.insert(rotationOverrides).values({
      rotationId: 1,
      accountId: 2,
      startsAt: new Date("2026-11-16T11:00:00Z"),
      endsAt: new Date("2026-11-16T13:00:00Z"),
      createdBy: "ben@x.test",
    });
    expect((await find())(1)).toMatchObject([{ accountId: 2 }]);
  });

  it("is the next layer's where the first's account is disabled, and nobody of that layer alone", async () => {
    await database.db.update(accounts).set({ disabledAt: at }).where(eq(accounts.id, 1));
    const onCall = await find();
    expect(onCall(1)).toEqual([{ accountId: 3, words: "on call for Payments (Second)" }]);
    expect(onCall(1, "First")).toEqual([]);
  });

  it("is nobody where the rotation or the layer is gone", async () => {
    const onCall = await find();
    expect([onCall(9), onCall(1, "Third")]).toEqual([[], []]);
  });
});

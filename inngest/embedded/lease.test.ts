import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { LEASE_MS, Lease } from "./lease";

let database: TestDatabase;
let ms = 0;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  ms = 0;
});
afterAll(() => database.close());

const leaseOf = (holder: string, clock = () => ms) =>
  new Lease({
    db: database.db,
    holder,
    clock,
    onTaken: () => Promise.resolve(),
    onError: (error) => {
      throw error;
    },
  });

it("passes on once its counter was watched standing still for its length, and not before", async () => {
  const [first, second] = [leaseOf("first"), leaseOf("second")];
  expect(await first.beat()).toBe(true);
  expect(await second.beat()).toBe(false);
  expect(second.knownHolder).toBe("first");
  ms = LEASE_MS - 1;
  expect(await second.beat()).toBe(false);
  ms = LEASE_MS;
  expect(second.knownHolder).toBeNull();
  expect(await second.beat()).toBe(true);
  expect(first.isHeld).toBe(false);
  expect(await first.beat()).toBe(false);
});

it("is kept for as long as the counter moves", async () => {
  const [first, second] = [leaseOf("first"), leaseOf("second")];
  for (let beat = 0; beat < 10; beat += 1) {
    expect(await first.beat()).toBe(true);
    expect(await second.beat()).toBe(false);
    ms += LEASE_MS - 1;
  }
});

it("goes to one of two that wait, and never to both", async () => {
  const [dead, one, two] = [leaseOf("dead"), leaseOf("one"), leaseOf("two")];
  await dead.beat();
  await Promise.all([one.beat(), two.beat()]);
  ms = LEASE_MS;
  const taken = await Promise.all([one.beat(), two.beat()]);
  expect(taken.filter(Boolean)).toHaveLength(1);
});

it("lets each process count from a start of its own", async () => {
  const [first, second] = [leaseOf("first", () => ms + 7_200_000), leaseOf("second")];
  await first.beat();
  await second.beat();
  ms = LEASE_MS;
  expect(await second.beat()).toBe(true);
});

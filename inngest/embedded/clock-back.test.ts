import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { engineJobs } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { planCrons } from "./cron";
import { dueJobs, lookAhead, planJobs } from "./jobs";

const NOW = new Date("2027-03-10T12:00:30Z");
const AHEAD = new Date("2027-03-10T14:00:30Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

it("runs at once what was planned for at once by a clock two hours ahead, but no sleep or retry", async () => {
  const job = { fnId: "f", runAt: AHEAD };
  await planJobs(database.db, [
    { ...job, id: "first call", kind: "exec" },
    { ...job, id: "retry", kind: "exec", attempt: 1 },
    { ...job, id: "sleep", kind: "sleep" },
  ]);
  expect(await lookAhead(database.db, "me", NOW)).toEqual({ hasEvents: false, hasDue: true, nextAt: AHEAD });
  const due = await dueJobs(database.db, { holder: "me", now: NOW, limit: 10, saturated: [] });
  expect(due.map(({ id }) => id)).toEqual(["first call"]);
});

it("plans a schedule anew that a clock two hours ahead had planned, and keeps one that is late", async () => {
  const fn = {
    id: "f",
    crons: ["* * * * *"],
    events: [],
    cancels: [],
    concurrency: [],
    idempotency: null,
    maxAttempts: 1,
    priority: 0,
  };
  const functions = new Map([["f", fn]]);
  const planned = () => database.db.select({ runAt: engineJobs.runAt }).from(engineJobs);
  await planCrons(database.db, functions, AHEAD);
  expect(await planned()).toEqual([{ runAt: new Date("2027-03-10T14:01:00Z") }]);
  await planCrons(database.db, functions, NOW);
  expect(await planned()).toEqual([{ runAt: new Date("2027-03-10T12:01:00Z") }]);
  await planCrons(database.db, functions, AHEAD);
  expect(await planned()).toEqual([{ runAt: new Date("2027-03-10T12:01:00Z") }]);
});

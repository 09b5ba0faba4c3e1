import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { readRows } from "@/db/queries/read-rows";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { runCommand } from "./commands";
import { listIncidents } from "./incident-book";
import { INCIDENT_NAMES } from "./incidents";
import { POSITION, writeState } from "./store/state";
import { nextWelcome, WELCOME_AFTER_MS, welcome } from "./welcome";

const NOW = new Date("2026-11-20T20:00:00.250Z");
let database: TestDatabase;
const clock = { now: NOW };

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  clock.now = NOW;
});
afterAll(() => database.close());

const context = () => database.context({ now: () => clock.now });
const run = (...words: string[]) => runCommand(context(), words);

describe("npm run simulate", () => {
  it("begins an incident with the next second, and says until when", async () => {
    await writeState(database.db, POSITION, { ms: NOW.getTime() - 400 });
    expect(await run("incident", "payment-outage", "--minutes", "10")).toEqual([
      "payment-outage until 20:10:01Z: nordpay, with over a third of all payments, fails 90 %, the other providers 10 %.",
    ]);
    const fromMs = Date.parse("2026-11-20T20:00:01Z");
    expect(await listIncidents(context())).toEqual([
      { name: "payment-outage", fromMs, untilMs: fromMs + 10 * MINUTE_MS },
    ]);
  });

  it("takes the length that makes the rule fire, and warns of a shorter one", async () => {
    expect((await run("incident", "cache-cold"))[0]).toContain("until 20:20:01Z");
    expect(await run("incident", "latency", "--minutes=0.5")).toContain(
      "Shorter than 10 minutes it may end before rule api_latency_high fires.",
    );
    expect(await run("incident", "payment-outage", "--minutes", "3")).toHaveLength(2);
    expect(await run("incident", "payment-outage", "--minutes", "1")).toContain(
      "Shorter than 2 minutes it may end before rule payment_outage fires.",
    );
  });

  it("says when no simulator is there to show it", async () => {
    await writeState(database.db, POSITION, { ms: NOW.getTime() - 60_000 });
    expect((await run("incident", "latency")).at(-1)).toMatch(/^No simulator is running/);
  });

  it("begins one of a name anew in place of the one under way", async () => {
    await run("incident", "latency");
    clock.now = addMs(NOW, MINUTE_MS);
    await run("incident", "latency", "--minutes", "1");
    clock.now = addMs(NOW, 2 * MINUTE_MS);
    expect(await listIncidents(context())).toHaveLength(1);
    clock.now = addMs(NOW, 3 * MINUTE_MS);
    expect(await listIncidents(context())).toEqual([]);
  });

  it("lists what is under way and what there is, and ends it", async () => {
    expect((await run("list"))[0]).toBe("Nothing is under way.");
    await run("incident", "fraud-wave");
    const lines = await run("list");
    expect(lines.slice(0, 2)).toEqual(["Under way:", "  fraud-wave from 20:00:01Z until 20:10:01Z"]);
    for (const name of INCIDENT_NAMES) expect(lines.join("\n")).toContain(`  ${name} `);
    clock.now = addMs(NOW, MINUTE_MS);
    expect(await run("stop")).toEqual(["Ended: fraud-wave."]);
    expect(await run("stop")).toEqual(["Nothing was under way."]);
  });

  it.each([
    [["incident"], /An incident needs a name\. There are:[\s\S]*payment-outage/],
    [["incident", "meltdown"], /There is no incident "meltdown"\. There are:[\s\S]*cache-cold/],
    [
      ["incident", "latency", "--minutes", "soon"],
      /--minutes takes minutes above 0 up to 1440, such as --minutes 10, not "soon"/,
    ],
    [["incident", "latency", "--minutes", "0"], /above 0/],
    [["incident", "latency", "--minutes", "1441"], /up to 1440/],
    [["incident", "latency", "now"], /Say what to do/],
    [["explode"], /npm run simulate -- incident NAME/],
    [["list", "--all"], /Unknown option '--all'/],
  ])("refuses %j with what there is", async (words, sentence) => {
    await expect((async () => run(...words))()).rejects.toThrow(sentence);
    expect(await listIncidents(context())).toEqual([]);
  });
});

describe("the incident that begins by itself", () => {
  it("is due a minute after the app first answered, and never again", () => {
    expect(nextWelcome(null, NOW)).toEqual({ kind: "ask" });
    const due = { dueMs: NOW.getTime() + 1, hasBegun: false };
    expect(nextWelcome(due, NOW)).toEqual({ kind: "wait", untilMs: due.dueMs });
    expect(nextWelcome(due, addMs(NOW, 1))).toEqual({ kind: "begin" });
    expect(nextWelcome({ ...due, hasBegun: true }, addMs(NOW, 1))).toEqual({ kind: "done" });
  });

  it("is remembered at each step, so that a restart neither forgets nor repeats it", async () => {
    const answers = [false, true];
    const isAppReady = async () => answers.shift() ?? expect.fail("asked again");
    await welcome(context(), isAppReady);
    clock.now = addMs(NOW, 1_000);
    await welcome(context(), isAppReady);
    clock.now = addMs(NOW, 1_000 + WELCOME_AFTER_MS - 1);
    expect(await welcome(context(), isAppReady)).toMatchObject({ kind: "wait" });
    expect(await listIncidents(context())).toEqual([]);
    clock.now = addMs(NOW, 1_000 + WELCOME_AFTER_MS);
    expect(await welcome(context(), isAppReady)).toEqual({ kind: "begin" });
    expect(await listIncidents(context())).toMatchObject([{ name: "payment-outage" }]);
    clock.now = addMs(NOW, 60 * MINUTE_MS);
    expect(await welcome(context(), isAppReady)).toEqual({ kind: "done" });
    const Audit = z.object({ action: z.string() });
    const audits = await readRows(
      database.db,
      Audit,
      sql`select action from audit_events where action like 'incident/%'`,
    );
    expect(audits).toEqual([{ action: "incident/started" }]);
  });
});

import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { testPlatform } from "@/db/test-platform";
import type { Actor } from "@/lib/access/schema";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { scopeOf } from "@/lib/server/context";
import { executivePage } from "./executive-page";
import { operationsPage } from "./operations-page";
import { playersPage } from "./players-page";
import { securityPage } from "./security-page";
import { systemPage } from "./system-page";

const PAGES = { executivePage, operationsPage, securityPage, playersPage, systemPage };
const BEGAN = new Date("2026-11-20T15:30:00.000Z");
const person = (name: string): Actor => ({ kind: "account", id: 1, name, email: `${name}@x.test`, role: "admin" });

let database: TestDatabase;
let now = BEGAN;
const as = (name: string, brands: readonly string[] | "all" = "all") =>
  database.context({ now: () => now, actor: person(name), scope: scopeOf(brands) });
const views = async () =>
  (await database.db.select().from(auditEvents)).map(({ actor, subject, brand }) => [actor, subject, brand]);

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  // Answers are kept for ten seconds: each test has its own hour.
  now = addMs(now, 60 * MINUTE_MS);
});

describe("a page that renews itself", () => {
  it.each(Object.entries(PAGES))("is one look in five minutes: %s", async (_, page) => {
    for (const minutes of [0, 1, 4.9, 5.1]) {
      const began = now;
      now = addMs(began, minutes * MINUTE_MS);
      await page(as("ana"), {});
      now = began;
    }
    expect(await views()).toHaveLength(2);
  });

  it("is a look of each person, and of each brand", async () => {
    await executivePage(as("ana"), {});
    await executivePage(as("ben"), {});
    await executivePage(as("ana"), { brand: "aurora" });
    await executivePage(as("ana"), { brand: "aurora" });
    expect(await views()).toEqual([
      ["ana", "dashboard:executive", null],
      ["ben", "dashboard:executive", null],
      ["ana", "dashboard:executive", "aurora"],
    ]);
  });
});

describe("figures read once", () => {
  it("serve everybody of the same scope for ten seconds, then they are read anew", async () => {
    const platform = testPlatform(database.db);
    const bets = async (name: string) => (await executivePage(as(name), {})).dashboard.financial.bets;
    expect(await bets("ana")).toBe(0);
    await platform.transactions({ createdAt: addMs(now, -1000), amount: "5" });
    now = addMs(now, 9999);
    expect(await bets("ben")).toBe(0);
    now = addMs(now, 1);
    expect(await bets("ben")).toBe(5);
  });

  it("never serve another scope or brand", async () => {
    await testPlatform(database.db).transactions({ createdAt: addMs(now, -1000), amount: "5", brand: "aurora" });
    const bets = async (brands: readonly string[] | "all", brand?: string) =>
      (await executivePage(as("ana", brands), { brand })).dashboard.financial.bets;
    expect(await bets("all")).toBe(5);
    expect(await bets(["kingfisher"])).toBe(0);
    expect(await bets("all", "kingfisher")).toBe(0);
    expect(await bets(["aurora"], "aurora")).toBe(5);
    await expect(bets(["kingfisher"], "aurora")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are asked for once by two who come at the same time, and a failure is not kept", async () => {
    const [first, second] = await Promise.all([executivePage(as("ana"), {}), executivePage(as("ben"), {})]);
    expect(second).toBe(first);
    await expect(executivePage(as("ana", []), { brand: "aurora" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(executivePage(as("ana", []), { brand: "aurora" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

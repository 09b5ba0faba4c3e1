import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, rotations } from "@/db/schema";
import type { Account } from "@/lib/access/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { GET as calendar } from "./rotations/[id]/calendar.ics/route";
import { GET as links, POST as renew } from "./rotations/[id]/calendar-link/route";

let house: TestHouse;
let ana: Account;
let token: string;

beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  ana = await house.account({ role: "operator" });
  token = await house.token({ account: ana, scope: "admin" });
  const ben = await house.account({ role: "operator" });
  const layer = {
    name: "First; of two",
    people: [ana.id, ben.id],
    turnHours: 24,
    startsOn: "2026-01-01",
    handOffAt: "08:00",
    hours: null,
  };
  await house.db.insert(rotations).values([
    { name: "Payments, cards", zone: "Europe/Malta", layers: [layer] },
    { name: "Platform", zone: "UTC", layers: [layer] },
  ]);
});
afterAll(() => house.close());

async function ask(handler: typeof links, { method = "GET", id = 1 } = {}) {
  const headers = { authorization: `Bearer ${token}` };
  const request = new Request("http://localhost:3000/api", { method, headers });
  const response = await handler(request, { params: Promise.resolve({ id: String(id) }) });
  return (await response.json()).data;
}

/** As a calendar program does: the address alone. */
function fetchAs(url: string, id = 1): Promise<Response> {
  return calendar(new Request(url), { params: Promise.resolve({ id: String(id) }) });
}

/** Lines with RFC 5545's folds taken out. */
async function linesOf(response: Response): Promise<string[]> {
  return (await response.text()).replaceAll("\r\n ", "").split("\r\n");
}

describe("the calendar feed", () => {
  it("is valid RFC 5545: an event for each shift of 90 days, escaped, in UTC, in folded lines", async () => {
    const response = await fetchAs((await ask(links)).url);
    expect(response.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    const raw = await response.clone().text();
    expect(raw.endsWith("\r\n") || raw.endsWith("END:VCALENDAR")).toBe(true);
    for (const line of raw.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const lines = await linesOf(response);
    expect(lines.slice(0, 2)).toEqual(["BEGIN:VCALENDAR", "VERSION:2.0"]);
    const count = (start: string) => lines.filter((line) => line.startsWith(start)).length;
    expect(count("BEGIN:VEVENT")).toBe(91);
    expect(new Set(lines.filter((line) => line.startsWith("UID:"))).size).toBe(91);
    expect(count("DTSTAMP:")).toBe(91);
    expect(lines.find((line) => line.startsWith("DTSTART:"))).toMatch(/^DTSTART:\d{8}T\d{6}Z$/);
    expect(lines.find((line) => line.startsWith("SUMMARY:"))).toContain(
      "on call for Payments\\, cards (First\\; of two)",
    );
  });

  it("is of one's own shifts alone by the other link", async () => {
    const lines = await linesOf(await fetchAs((await ask(links)).url_mine));
    const summaries = lines.filter((line) => line.startsWith("SUMMARY:"));
    expect(summaries.length).toBeGreaterThanOrEqual(45);
    expect(summaries.every((line) => line.startsWith(`SUMMARY:${ana.name} `))).toBe(true);
  });

  it("is refused without its signature, with another's, and for another rotation", async () => {
    const { url } = await ask(links);
    const without = new URL(url);
    without.searchParams.delete("token");
    expect((await fetchAs(without.href)).status).toBe(401);
    const forged = url.replace(`token=${ana.id}.`, `token=${ana.id + 1}.`);
    expect((await fetchAs(forged)).status).toBe(401);
    expect((await fetchAs(url.replace("rotations/1/", "rotations/2/"), 2)).status).toBe(401);
  });

  it("stops when its owner makes new links, or is disabled", async () => {
    const { url: old } = await ask(links);
    const { url } = await ask(renew, { method: "POST" });
    expect((await fetchAs(old)).status).toBe(401);
    expect((await fetchAs(url)).status).toBe(200);
    await house.db.update(accounts).set({ disabledAt: house.context().now() }).where(eq(accounts.id, ana.id));
    expect((await fetchAs(url)).status).toBe(401);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { findAlert } from "@/db/queries/alerts";
import { accounts, alerts } from "@/db/schema";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { linkKey, signLink } from "@/lib/server/access/link-token";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { POST } from "./route";

const ADDRESS = "http://localhost:3000/a/acknowledge";
const FORM = { "content-type": "application/x-www-form-urlencoded" };
let house: TestHouse;
let token = "";
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  await house.account();
  const ctx = house.context();
  const triggeredAt = ctx.now();
  await house.db.insert(alerts).values({
    ruleName: "payment_outage",
    metric: "payment_failure_rate_1m",
    severity: "critical",
    level: "critical",
    status: "triggered",
    message: "Payments failing",
    fingerprint: "f",
    triggeredAt,
  });
  const key = linkKey() ?? Buffer.alloc(0);
  token = signLink(key, { alertId: 1, accountId: 1, triggeredAt, expiresAt: addMs(triggeredAt, DAY_MS) });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await house.close();
});

const press = (headers: Record<string, string> = {}, body = `token=${token}`) =>
  POST(new Request(ADDRESS, { method: "POST", headers: { ...FORM, ...headers }, body }));
const status = async () => (await findAlert(house.db, house.context().scope, 1))?.status;

describe("the button of a link's page", () => {
  it.each([
    ["of a browser", { "sec-fetch-site": "same-origin", origin: "null" }],
    ["of an old browser", { origin: "null" }],
  ])("%s acknowledges and leads back, without a cookie", async (_, headers) => {
    const answer = await press(headers);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`/a/${token}`);
    expect(await status()).toBe("acknowledged");
  });

  it.each(["cross-site", "same-site", "none"])("pressed from %s does nothing", async (site) => {
    expect((await press({ "sec-fetch-site": site })).status).toBe(403);
    expect(await status()).toBe("triggered");
  });

  it("takes a form and nothing else", async () => {
    expect((await press({ "content-type": "text/plain" })).status).toBe(400);
    expect(await status()).toBe("triggered");
  });

  it.each(["", "token=", "token=nonsense", `token=${"A".repeat(500)}`])(
    "with %j leads to a page that says so",
    async (body) => {
      const answer = await press({}, body);
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toMatch(/^\/a\/[\w%-]{1,100}$/);
      expect(await status()).toBe("triggered");
    },
  );

  it("does nothing for a person who was switched off", async () => {
    await house.db.update(accounts).set({ disabledAt: house.context().now() });
    expect((await press()).status).toBe(303);
    expect(await status()).toBe("triggered");
  });
});

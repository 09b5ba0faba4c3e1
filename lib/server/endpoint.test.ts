import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { accounts, apiTokens, errorLogs } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { IntegerId } from "@/lib/kernel/id";
import { requireBrand } from "./access/require-brand";
import { type TestHouse, testHouse } from "./access/test-house";
import { endpoint } from "./endpoint";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

const read = endpoint({ permission: "status:read" }, async (ctx) => ({
  who: actorName(ctx.actor),
  scope: ctx.scope.brands,
}));
const act = endpoint(
  {
    permission: "alerts:act",
    params: z.object({ id: IntegerId }),
    query: z.object({
      brand: z.string().optional(),
      minutes: z.coerce.number().max(10, "minutes up to 10, such as 5").optional(),
    }),
    body: z.object({ notes: z.string("expected words, such as restarted").optional() }),
  },
  async (ctx, { params, body }) => {
    if (params.id === 404) throw new AppError("not-found", "There is no alert 404.");
    if (params.id === 409) throw new AppError("conflict", "It was resolved.", { details: { status: "resolved" } });
    if (params.id === 429) throw new AppError("limited", "Wait.", { details: { retryAfterSeconds: 7 } });
    if (params.id === 500) throw new Error("the secret of ana@x.test");
    requireBrand(ctx, "royal");
    return { id: params.id, notes: body.notes ?? null };
  },
);

interface Call {
  headers?: Record<string, string>;
  id?: string;
  query?: string;
  body?: string;
  method?: string;
}

async function call(
  handler: typeof read,
  { headers, id = "1", query = "", body, method = body === undefined ? "GET" : "POST" }: Call,
) {
  const request = new Request(`http://localhost:3000/api/v1/x${query}`, { method, headers, body });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  return { status: response.status, headers: response.headers, json: await response.json() };
}
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

describe("who may come in", () => {
  it("nobody gets 401 in the envelope, with the correlation id that was sent", async () => {
    const answer = await call(read, { headers: { "x-correlation-id": "trace-12345" } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("x-correlation-id")).toBe("trace-12345");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.json).toEqual({
      status: "error",
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      error: { code: "unauthenticated", message: expect.any(String), correlationId: "trace-12345" },
    });
  });

  it("a malformed correlation id is replaced", async () => {
    const answer = await call(read, { headers: { "x-correlation-id": "a b" } });
    expect(answer.headers.get("x-correlation-id")).toMatch(/^[\w-]{36}$/);
  });

  it.each(["Bearer pb_wrong", "Basic YTpi", "Bearer", ""])(
    "%j gets 401, even beside a good cookie",
    async (authorization) => {
      const cookie = await house.cookie(await house.account());
      expect((await call(read, { headers: { authorization, cookie } })).status).toBe(401);
    },
  );

  it("a token acts as its account, in its brands", async () => {
    const answer = await call(read, { headers: bearer(await house.token({ role: "operator", brands: ["royal"] })) });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ status: "success", data: { who: "test (token)", scope: ["royal"] } });
  });

  it("a session acts as the account the database has now", async () => {
    const account = await house.account({ role: "operator" });
    const headers = { cookie: await house.cookie(account), origin: "http://localhost:3000" };
    expect((await call(read, { headers })).json.data).toEqual({ who: account.name, scope: "all" });
    expect((await call(act, { headers, body: "{}" })).status).toBe(200);
    await house.db.update(accounts).set({ role: "viewer" }).where(eq(accounts.id, account.id));
    expect((await call(act, { headers, body: "{}" })).status).toBe(403);
    await house.db.update(accounts).set({ disabledAt: new Date() }).where(eq(accounts.id, account.id));
    expect((await call(read, { headers })).status).toBe(401);
  });

  it("a revoked token, and one of a disabled account, get 401", async () => {
    const account = await house.account();
    const secret = await house.token({ account });
    await house.db.update(accounts).set({ disabledAt: new Date() });
    expect((await call(read, { headers: bearer(secret) })).status).toBe(401);
    await house.db.update(accounts).set({ disabledAt: null });
    expect((await call(read, { headers: bearer(secret) })).status).toBe(200);
    await house.db.update(apiTokens).set({ revokedAt: new Date() });
    expect((await call(read, { headers: bearer(secret) })).status).toBe(401);
  });

  it("a token's last use is written once a minute at most", async () => {
    const secret = await house.token();
    await call(read, { headers: bearer(secret) });
    const [first] = await house.db.select().from(apiTokens);
    await call(read, { headers: bearer(secret) });
    const [second] = await house.db.select().from(apiTokens);
    expect(first?.lastUsedAt).toBeInstanceOf(Date);
    expect(second?.lastUsedAt).toEqual(first?.lastUsedAt);
  });

  it("a forged cookie gets 401", async () => {
    expect((await call(read, { headers: { cookie: "next-auth.session-token=abc; x" } })).status).toBe(401);
  });
});

describe("changes by session are taken from our own pages only", () => {
  it.each([
    [{}, 403],
    [{ origin: "https://evil.test" }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "http://localhost:3000", "sec-fetch-site": "cross-site" }, 403],
    [{ origin: "http://localhost:3000", "sec-fetch-site": "same-origin" }, 200],
    [{ origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }, 200],
    [{ origin: "https://127.0.0.1:3000", host: "127.0.0.1:3000" }, 403],
    [{ origin: "https://evil.test", "x-forwarded-host": "evil.test" }, 403],
  ])("%j gets %i", async (headers, status) => {
    const cookie = await house.cookie(await house.account());
    expect((await call(act, { headers: { ...headers, cookie }, body: "{}" })).status).toBe(status);
  });

  it("a token needs no origin", async () => {
    expect((await call(act, { headers: bearer(await house.token({ scope: "write" })), body: "{}" })).status).toBe(200);
  });
});

describe("the order of refusals", () => {
  it("the role is refused before a malformed id, query and body are", async () => {
    const headers = bearer(await house.token({ role: "viewer" }));
    expect((await call(act, { headers, id: "x", query: "?minutes=x", body: "{" })).status).toBe(403);
  });

  it("a token's scope is refused likewise", async () => {
    const answer = await call(act, { headers: bearer(await house.token({ scope: "read" })), id: "x", body: "{}" });
    expect(answer.status).toBe(403);
    expect(answer.json.error.message).toContain("scope read");
  });

  it("a foreign brand is refused before a malformed id, and in a body by requireBrand", async () => {
    const headers = bearer(await house.token({ brands: ["lucky"] }));
    const inQuery = await call(act, { headers, id: "x", query: "?brand=royal", body: "{}" });
    expect([inQuery.status, inQuery.json.error.field]).toEqual([403, "brand"]);
    expect((await call(act, { headers, query: "?brand=lucky&brand=royal", body: "{}" })).status).toBe(403);
    expect((await call(act, { headers, body: "{}" })).status).toBe(403);
  });

  it.each([
    ["id", { id: "x" }],
    ["id", { id: "99999999999" }],
    ["minutes", { query: "?minutes=11" }],
    ["minutes", { query: "?minutes=1&minutes=2" }],
    ["notes", { body: '{"notes":5}' }],
    ["body", { body: "{" }],
    ["body", { body: "[]" }],
    ["body", { body: `"${"x".repeat(1_048_577)}"` }],
  ])("bad %s gets 400 and is named", async (field, given) => {
    const answer = await call(act, { headers: bearer(await house.token()), body: "{}", ...given });
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatchObject({ code: "invalid", field, message: expect.stringContaining(`${field}: `) });
  });

  it.each([
    ["404", 404, { code: "not-found" }],
    ["409", 409, { code: "conflict", status: "resolved" }],
    ["429", 429, { code: "limited" }],
  ])("the work's refusal %s comes last, with its details", async (id, status, error) => {
    const answer = await call(act, { headers: bearer(await house.token()), id, body: "{}" });
    expect(answer.status).toBe(status);
    expect(answer.json.error).toMatchObject(error);
    expect(answer.headers.get("retry-after")).toBe(status === 429 ? "7" : null);
  });
});

describe("what else may happen", () => {
  it("a body is JSON whatever its content type says, and none is an empty object", async () => {
    const headers = { ...bearer(await house.token()), "content-type": "application/x-www-form-urlencoded" };
    expect((await call(act, { headers, body: '{"notes":"ok"}' })).json.data).toEqual({ id: 1, notes: "ok" });
    expect((await call(act, { headers, method: "POST" })).json.data).toEqual({ id: 1, notes: null });
  });

  it("an error of ours is 500 without a word of it, kept as a row under the same correlation id", async () => {
    const answer = await call(act, { headers: bearer(await house.token()), id: "500", body: "{}" });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.json)).not.toMatch(/secret|ana|at /);
    const [row] = await house.db.select().from(errorLogs);
    expect(row).toMatchObject({
      type: "Error",
      message: "the secret of a…@x.test",
      correlationId: answer.json.error.correlationId,
      details: { where: "POST /api/v1/x" },
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { apiTokens, auditEvents } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { DELETE } from "./[id]/route";
import { GET, POST } from "./route";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

async function call(
  handler: typeof GET,
  method: string,
  secret: string,
  { body, id = "1" }: { body?: string; id?: string } = {},
) {
  const headers = { authorization: `Bearer ${secret}` };
  const request = new Request("http://localhost:3000/api/v1/console/tokens", { method, headers, body });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  return { status: response.status, json: await response.json() };
}

describe("tokens of the settings page", () => {
  it("a new token works at once, is shown once and kept as a hash", async () => {
    const admin = await house.token();
    const made = await call(POST, "POST", admin, { body: '{"name":"ci","scope":"read"}' });
    expect(made.status).toBe(201);
    const { token } = made.json.data;
    expect(token).toMatch(/^pb_[0-9A-Za-z]{43}$/);
    expect(made.json.data).toMatchObject({ id: 2, name: "ci", scope: "read", hint: token.slice(-4), revoked_at: null });
    const listed = await call(GET, "GET", token);
    expect(listed.json.data.map((row: { name: string }) => row.name)).toEqual(["test", "ci"]);
    expect(JSON.stringify([listed.json, await house.db.select().from(apiTokens)])).not.toContain(token);
    expect((await call(POST, "POST", token, { body: '{"name":"x","scope":"admin"}' })).status).toBe(403);
  });

  it("others than admins see their own and make none", async () => {
    await house.token();
    const operator = await house.token({ role: "operator" });
    const listed = await call(GET, "GET", operator);
    expect(listed.json.data.map((row: { id: number }) => row.id)).toEqual([2]);
    expect((await call(POST, "POST", operator, { body: '{"name":"ci","scope":"read"}' })).status).toBe(403);
  });

  it.each([
    ['{"scope":"read"}', "name"],
    ['{"name":" ","scope":"read"}', "name"],
    ['{"name":"ci","scope":"all"}', "scope"],
  ])("%s is refused and names %s", async (body, field) => {
    const answer = await call(POST, "POST", await house.token(), { body });
    expect(answer.status).toBe(400);
    expect(answer.json.error.field).toBe(field);
  });

  it("revoking ends a token, twice is a conflict, unknown is not found; all is audited", async () => {
    const admin = await house.token();
    const other = await house.token({ role: "viewer" });
    expect((await call(DELETE, "DELETE", admin, { id: "2" })).json.data).toEqual({ id: 2 });
    expect((await call(GET, "GET", other)).status).toBe(401);
    expect((await call(DELETE, "DELETE", admin, { id: "2" })).status).toBe(409);
    expect((await call(DELETE, "DELETE", admin, { id: "77" })).status).toBe(404);
    const audited = await house.db.select().from(auditEvents).orderBy(auditEvents.id);
    expect(audited.map(({ action, subject }) => [action, subject])).toEqual([
      ["token/created", "token:1"],
      ["token/created", "token:2"],
      ["token/revoked", "token:2"],
    ]);
  });
});

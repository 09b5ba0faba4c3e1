import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { POST as RESEND } from "./[id]/code/route";
import { DELETE } from "./[id]/route";
import { POST as VERIFY } from "./[id]/verify/route";
import { GET, POST } from "./route";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

type Handler = (request: Request, route: { params: Promise<unknown> }) => Promise<Response>;

async function call(handler: Handler, secret: string, { method = "POST", id = "", body }: Partial<Call> = {}) {
  const request = new Request("http://localhost:3000/api/v1/observability/preferences/addresses", {
    method,
    headers: { authorization: `Bearer ${secret}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  return { status: response.status, json: await response.json() };
}

interface Call {
  method: string;
  id: string;
  body: object;
}

const PHONE = { kind: "phone", value: "+46701234188" };

describe("addresses by API", () => {
  it("are added, listed and removed", async () => {
    const mara = await house.token();
    const added = await call(POST, mara, { body: PHONE });
    expect(added).toMatchObject({ status: 201, json: { data: { id: 1, ...PHONE, verified_at: null } } });
    expect((await call(GET, mara, { method: "GET" })).json.data).toEqual([added.json.data]);
    expect(await call(DELETE, mara, { method: "DELETE", id: "1" })).toMatchObject({ status: 200 });
    expect((await call(GET, mara, { method: "GET" })).json.data).toEqual([]);
  });

  it("say what is wrong with an address or a code", async () => {
    const mara = await house.token();
    const wrong = await call(POST, mara, { body: { kind: "phone", value: "070" } });
    expect(wrong).toMatchObject({ status: 400, json: { error: { field: "value" } } });
    await call(POST, mara, { body: PHONE });
    const code = await call(VERIFY, mara, { id: "1", body: { code: "12" } });
    expect(code).toMatchObject({ status: 400, json: { error: { field: "code" } } });
    expect((await call(VERIFY, mara, { id: "1", body: { code: "123 456" } })).status).toBe(409);
    expect((await call(RESEND, mara, { id: "1" })).status).toBe(503);
    expect((await call(RESEND, mara, { id: "9" })).status).toBe(404);
  });

  it("are not changed by a token of scope write", async () => {
    expect((await call(POST, await house.token({ scope: "write" }), { body: PHONE })).status).toBe(403);
  });
});

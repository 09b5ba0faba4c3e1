import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createClient } from "./client";
import { register } from "./embedded/dispatch";
import { requestHandler } from "./handler";
import { served } from "./serve";
import { sign } from "./sign";
import { transport } from "./transport";

const url = "http://console.test/api/inngest";
const { signingKey } = transport();

function handler() {
  const client = createClient({ kind: "embedded" }, "guarded");
  let calls = 0;
  const fn = client.createFunction({ id: "fn", triggers: [{ event: "a/b" }] }, () => {
    calls += 1;
  });
  return { handle: requestHandler({ client, functions: [fn] }), calls: () => calls };
}

const call = {
  event: {},
  events: [],
  steps: {},
  version: -1,
  ctx: { run_id: "1", attempt: 0, stack: { stack: [], current: 0 } },
};

function post(signature?: string): Request {
  const headers = { "content-type": "application/json", ...(signature ? { "x-inngest-signature": signature } : {}) };
  return new Request(`${url}?fnId=guarded-fn&stepId=step`, { method: "POST", headers, body: JSON.stringify(call) });
}

describe("the route of the functions", () => {
  it.each(["GET", "POST", "PUT"] as const)("answers an unsigned %s with 401", async (method) => {
    const request =
      method === "POST" ? post() : new Request(url, { method, body: method === "PUT" ? "{}" : undefined });
    expect((await handler().handle(request)).status).toBe(401);
  });

  it.each(["GET", "POST", "PUT"] as const)("answers an unsigned %s of the app's own route with 401", async (method) => {
    const { NextRequest } = await import("next/server");
    const request = new NextRequest(url, { method, body: method === "GET" ? undefined : "{}" });
    expect((await served[method](request, undefined)).status).toBe(401);
  });

  it("runs nothing for a signature of another key, or one ten minutes old", async () => {
    const { handle, calls } = handler();
    const now = new Date();
    const otherKey = `signkey-test-${randomBytes(32).toString("hex")}`;
    expect((await handle(post(sign(call, otherKey, now)))).status).toBe(401);
    expect((await handle(post(sign(call, signingKey, new Date(now.getTime() - 600_000))))).status).toBe(401);
    expect(calls()).toBe(0);
    expect((await handle(post(sign(call, signingKey, now)))).status).toBe(200);
    expect(calls()).toBe(1);
  });

  it("registers with a signed PUT, every function of the console with options the executor supports", async () => {
    const { handleRequest } = await import("./serve");
    const functions = await register({ url, signingKey, handle: handleRequest });
    expect(functions.map(({ id }) => id)).toContain("pitboss-plan-notifications");
  });
});

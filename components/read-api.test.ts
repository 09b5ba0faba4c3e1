import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { ApiRefusal, callApi } from "./read-api";

let server: Server;
let answer: { status: number; body: string };
let asked: { method?: string; url?: string; body: string };

/** A server that says what it is told to; the browser would add its own origin to a path. */
beforeEach(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    asked = { method: request.method, url: request.url, body };
    response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const browserless = globalThis.fetch;
  vi.stubGlobal("fetch", (path: string, options: RequestInit) =>
    browserless(`http://127.0.0.1:${port}${path}`, options),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  server.close();
});

const schema = z.object({ n: z.number() });

describe("calling our API from the browser", () => {
  it("opens the envelope and checks what is in it", async () => {
    answer = { status: 200, body: '{"status":"success","timestamp":"x","data":{"n":1}}' };
    const query = { brand: undefined, minutes: 5, metric: "a b" };
    expect(await callApi({ path: "/x", query, schema })).toEqual({ n: 1 });
    expect(asked).toEqual({ method: "GET", url: "/api/v1/x?minutes=5&metric=a+b", body: "" });
    answer.body = '{"status":"success","data":{"n":"1"}}';
    await expect(callApi({ path: "/x", schema })).rejects.toBeInstanceOf(z.ZodError);
  });

  it("sends a body as JSON", async () => {
    answer = { status: 200, body: '{"status":"success","data":{"n":1}}' };
    await callApi({ path: "/x", method: "PUT", body: { a: 1 }, schema });
    expect(asked).toMatchObject({ method: "PUT", url: "/api/v1/x", body: '{"a":1}' });
  });

  it("throws a refusal in its own words", async () => {
    const error = { code: "conflict", message: "It was resolved.", field: "id", correlationId: "trace-12345" };
    answer = { status: 409, body: JSON.stringify({ status: "error", error }) };
    const refusal = await callApi({ path: "/x", schema }).catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(ApiRefusal);
    expect(refusal).toMatchObject({ status: 409, ...error });
  });

  it("has words for a server that answers in no envelope", async () => {
    answer = { status: 502, body: "<html>" };
    const refusal = await callApi({ path: "/x", schema }).catch((thrown: unknown) => thrown);
    expect(refusal).toMatchObject({
      status: 502,
      code: "unavailable",
      message: "The console did not answer. Try again.",
    });
  });
});

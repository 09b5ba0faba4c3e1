import { createHmac, timingSafeEqual } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callWebhook, type WebhookCall } from "./signed-webhook";
import { isPrivateAddress } from "./special-purpose";
import { startWebhookServer, type WebhookServer } from "./webhook-server";

const SECRET = "a secret of the tests only";
const at = new Date("2026-11-20T03:00:00Z");
const body = JSON.stringify({ measure: "Route cards to ECPay", note: "€ and ü" });

let server: WebhookServer;
beforeAll(async () => {
  server = await startWebhookServer();
});
beforeEach(() => {
  server.arrived.length = 0;
});
afterAll(() => server.close());

const call = (changes: Partial<WebhookCall> = {}) =>
  callWebhook({
    url: `http://127.0.0.1:${server.port}/measures`,
    body,
    secret: SECRET,
    idempotencyKey: "pitboss/measure-run-7",
    privateAddresses: "allowed",
    at,
    timeoutMs: 500,
    ...changes,
  });

/** As a receiver would write it, knowing only the documentation. */
function isGenuine(header: string, raw: string, secret: string): boolean {
  const parts = new Map(
    header.split(",").map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]),
  );
  const expected = createHmac("sha256", secret)
    .update(`${parts.get("t")}.${raw}`)
    .digest();
  return timingSafeEqual(expected, Buffer.from(parts.get("v1") ?? "", "hex"));
}

describe("a signed call", () => {
  it("can be verified by its receiver, and not with another secret or body", async () => {
    server.answer = (response) => response.end("routed");
    expect(await call()).toMatchObject({ kind: "answered", status: 200, body: "routed", isCut: false });
    const [arrived] = server.arrived;
    const header = String(arrived?.headers["x-pitboss-signature"]);
    expect(header).toMatch(/^t=1795143600,v1=[0-9a-f]{64}$/);
    expect(isGenuine(header, arrived?.body ?? "", SECRET)).toBe(true);
    expect(isGenuine(header, arrived?.body ?? "", "another")).toBe(false);
    expect(isGenuine(header, `${arrived?.body} `, SECRET)).toBe(false);
    expect(arrived).toMatchObject({
      body,
      headers: { "idempotency-key": "pitboss/measure-run-7", "content-type": "application/json" },
    });
  });

  it.each([404, 500])("tells the answer %i as it is", async (status) => {
    server.answer = (response) => response.writeHead(status).end("no");
    expect(await call()).toMatchObject({ kind: "answered", status, body: "no" });
  });

  it("tells how long the platform asks to wait, in seconds or as a date", async () => {
    server.answer = (response) => response.writeHead(429, { "Retry-After": "30" }).end();
    expect(await call()).toMatchObject({ status: 429, retryAfterMs: 30_000 });
    server.answer = (response) => response.writeHead(503, { "Retry-After": "Fri, 20 Nov 2026 03:01:00 GMT" }).end();
    expect(await call()).toMatchObject({ status: 503, retryAfterMs: 60_000 });
  });

  it("follows no redirect", async () => {
    server.answer = (response) => response.writeHead(307, { Location: "/elsewhere" }).end();
    expect(await call()).toMatchObject({ kind: "answered", status: 307 });
    expect(server.arrived.map(({ path }) => path)).toEqual(["/measures"]);
  });

  it("reads four kilobytes of an answer and no more", async () => {
    server.answer = (response) => response.write("x".repeat(100_000));
    const answered = await call();
    expect(answered.kind === "answered" && answered.body.length).toBe(4096);
  });

  it("is judged by its status where the words after it stall or break off", async () => {
    server.answer = (response) => response.write("half");
    expect(await call({ timeoutMs: 60 })).toMatchObject({ kind: "answered", status: 200, body: "half", isCut: true });
    server.answer = (response) => response.writeHead(503).write("half", () => response.destroy());
    expect(await call()).toMatchObject({ kind: "answered", status: 503, isCut: true });
  });

  it("is broken by a server that stalls before its answer or cuts the line", async () => {
    server.answer = () => undefined;
    expect(await call({ timeoutMs: 60 })).toEqual({ kind: "broken", word: "no answer in time" });
    server.answer = (response) => response.destroy();
    expect(await call()).toEqual({ kind: "broken", word: "the connection broke: ECONNRESET" });
  });

  it("is broken where nobody listens", async () => {
    expect(await call({ url: "http://127.0.0.1:1/" })).toMatchObject({ kind: "broken" });
  });
});

describe("private addresses", () => {
  it.each(["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])(
    "%s is not called unless it is allowed",
    async (host) => {
      const outcome = await call({ url: `http://${host}:${server.port}/`, privateAddresses: "refused" });
      expect(outcome).toMatchObject({ kind: "blocked", word: expect.stringContaining("WEBHOOK_ALLOW_PRIVATE=1") });
      expect(server.arrived).toEqual([]);
    },
  );

  it.each([
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "fd00::1",
    "fe80::1",
    "::ffff:10.0.0.1",
    "name",
  ])("%s is one", (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each(["8.8.8.8", "172.32.0.1", "2606:4700::1111"])("%s is none", (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

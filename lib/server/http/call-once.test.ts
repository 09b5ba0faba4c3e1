import { createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { portOf } from "@/lib/server/scenarios/mail-server";
import { below } from "./below";
import { callOnce, type HttpCall } from "./call-once";
import { headerKey } from "./header-key";
import { keepAlive } from "./keep-alive";

const at = new Date("2026-11-20T09:00:00Z");
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** A server that answers each request with bytes, by hand. */
let server: Server;
let sockets: Socket[];
let requests: number;
/** What the next requests are answered with. */
let answer: (socket: Socket) => void;

beforeEach(async () => {
  sockets = [];
  requests = 0;
  answer = (socket) => socket.write(OK);
  server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.on("data", (part: Buffer) => {
      if (!part.toString().startsWith("POST")) return;
      requests += 1;
      answer(socket);
    });
  });
  await new Promise<void>((started) => server.listen(0, "127.0.0.1", started));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((closed) => server.close(closed));
});

const call = (more: Partial<HttpCall> = {}) =>
  callOnce({
    url: `http://127.0.0.1:${portOf(server.address())}/`,
    headers: {},
    body: "{}",
    at,
    timeoutMs: 5000,
    ...more,
  });

describe("a call", () => {
  it("reads 64 kB of five megabytes, and whole characters", async () => {
    answer = (socket) => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\nx${"é".repeat(2_500_000)}`);
    const answered = await call();
    if (answered.kind !== "answered") throw new Error(answered.word);
    expect(answered).toMatchObject({ status: 200, isCut: true });
    expect(Buffer.byteLength(answered.body)).toBe(65_535);
    expect(answered.body).not.toContain("\ufffd");
  });

  it("does not wait for the rest of an answer that breaks off after its status", async () => {
    answer = (socket) => socket.end("HTTP/1.1 202 Accepted\r\nContent-Length: 500\r\n\r\nhalf");
    expect(await call()).toMatchObject({ kind: "answered", status: 202, body: "half", isCut: true });
  });

  it("keeps what it is told storable: no NUL, no half characters, no bytes that are no text", async () => {
    const bytes = [
      Buffer.from("HTTP/1.1 500 Oh\r\nConnection: close\r\n\r\na\0b\ud83d"),
      Buffer.from([0xff, 0xfe, 0x80]),
    ];
    answer = (socket) => socket.end(Buffer.concat(bytes));
    expect(await call()).toMatchObject({ status: 500, body: "ab\ufffd\ufffd\ufffd\ufffd" });
  });

  it.each([
    ["an upgrade", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"],
    ["no HTTP", "\0\0\0"],
    ["endless headers", `HTTP/1.1 200 OK\r\n${"X-More: 0123456789\r\n".repeat(50_000)}`],
    ["nothing", ""],
  ])("is broken by an answer that is %s", async (_what, bytes) => {
    answer = (socket) => socket.end(bytes);
    expect(await call()).toMatchObject({ kind: "broken", word: expect.stringMatching(/^.{1,300}$/) });
  });

  it("is broken by a header that no request can carry", async () => {
    expect(await call({ headers: { authorization: "Bearer a\nb" } })).toMatchObject({ kind: "broken" });
  });
});

describe("a connection that is kept", () => {
  it("is used again, and only as many are opened as calls are made at once", async () => {
    const pool = keepAlive(2);
    await Promise.all(Array.from({ length: 6 }, () => call({ pool })));
    await call({ pool });
    expect(requests).toBe(7);
    expect(sockets.length).toBe(2);
  });

  it("and was closed by the other side meanwhile costs nothing", async () => {
    const pool = keepAlive(1);
    answer = (socket) => socket.end(OK);
    for (let n = 0; n < 3; n += 1) expect(await call({ pool })).toMatchObject({ kind: "answered", status: 200 });
    expect(requests).toBe(3);
  });

  it("and dies under a call is replaced at once where the receiver knows the call again, and else is a broken call", async () => {
    const pool = keepAlive(1);
    const dying = () => {
      answer = (socket) => {
        socket.destroy();
        answer = (next) => next.write(OK);
      };
    };
    await call({ pool });
    dying();
    expect(await call({ pool, isIdempotent: true })).toMatchObject({ kind: "answered", status: 200 });
    expect(requests).toBe(3);
    await call({ pool });
    dying();
    expect(await call({ pool })).toMatchObject({ kind: "broken", word: "the connection broke: ECONNRESET" });
    expect(requests).toBe(5);
  });
});

describe("what a call is made of", () => {
  it.each([
    ["https://api.twilio.com", "https://api.twilio.com/a/b"],
    ["https://gateway.x.test/twilio", "https://gateway.x.test/twilio/a/b"],
    ["https://gateway.x.test/twilio/?tenant=7", "https://gateway.x.test/twilio/a/b?tenant=7"],
  ])("an address below %s is %s", (base, expected) => {
    expect(below(base, "a/b")).toBe(expected);
  });

  it("a key stays as it is where a header can carry it, and is a hash of itself elsewhere", () => {
    expect(headerKey("pitboss/alert-42/triggered/address:ops@x.test/email/1")).toContain("/alert-42/");
    const [cyrillic, long] = [headerKey("pitboss/address:ана@пример.рф/1"), headerKey("x".repeat(300))];
    expect(cyrillic).toMatch(/^pitboss\/sha256-[0-9a-f]{64}$/);
    expect(long).toMatch(/^pitboss\/sha256-[0-9a-f]{64}$/);
    expect(headerKey("pitboss/address:ана@пример.рф/2")).not.toBe(cyrillic);
  });
});

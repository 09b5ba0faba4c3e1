import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { eq } from "drizzle-orm";
import NextAuth from "next-auth";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, auditEvents, signInFailures } from "@/db/schema";
import { addMs, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { authOptions } from "./auth-options";
import { authenticate } from "./authenticate";
import { hashPassword } from "./password";
import { type TestHouse, testHouse } from "./test-house";

let house: TestHouse;
let passwordHash: string;
let server: Server;
let url: string;
beforeAll(async () => {
  house = await testHouse();
  ({ server, url } = await serveAuth());
  passwordHash = await hashPassword("right horse");
});
beforeEach(() => house.reset());
afterAll(async () => {
  server.close();
  await house.close();
});

/** next-auth behind a real server, with what Next gives a handler of its pages router. */
async function serveAuth() {
  const listening = createServer(async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request = Object.assign(incoming, {
      query: { nextauth: incoming.url?.slice(1).split("/") },
      cookies: Object.fromEntries(new URLSearchParams(incoming.headers.cookie?.replaceAll("; ", "&"))),
      body: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8"))),
    });
    const response = Object.assign(outgoing, {
      status: (code: number) => Object.assign(outgoing, { statusCode: code }),
      json: (body: unknown) => outgoing.end(JSON.stringify(body)),
      send: (body: unknown) => outgoing.end(typeof body === "string" ? body : JSON.stringify(body)),
    });
    await NextAuth(authOptions())(request, response);
  });
  listening.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const address = listening.address();
  return { server: listening, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}` };
}

interface Asked {
  action: "providers" | "csrf" | "session" | "callback/credentials" | "signout";
  body?: Record<string, string>;
  cookie?: string;
  headers?: Record<string, string>;
}
const ask = ({ action, body, cookie = "", headers }: Asked) =>
  fetch(`${url}/${action}`, {
    method: body === undefined ? "GET" : "POST",
    body: body === undefined ? undefined : new URLSearchParams({ ...body, json: "true" }),
    headers: { cookie, ...headers },
    redirect: "manual",
  });
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
/** Asks as a form would, which carries the token against forgery in its body and in a cookie. */
async function post({ cookie = [], body, ...asked }: Omit<Asked, "cookie"> & { cookie?: string[] }) {
  const csrf = await ask({ action: "csrf" });
  const { csrfToken } = await csrf.json();
  return ask({ ...asked, body: { ...body, csrfToken }, cookie: [cookiesOf(csrf), ...cookie].join("; ") });
}
const signIn = (password: string, headers = {}) =>
  post({ action: "callback/credentials", body: { email: "ana@x.test", password }, headers });
const sessionOf = (answer: Response) =>
  answer.headers.getSetCookie().find((line) => line.startsWith("next-auth.session-token="));
const wordsOf = async (answer: Response) => decodeURIComponent((await answer.json()).url);

describe("signing in by next-auth", () => {
  it("gives a session that stands for the account and holds its id alone", async () => {
    const account = await house.account({ email: "ana@x.test", passwordHash, role: "operator" });
    const cookie = sessionOf(await signIn("right horse")) ?? "";
    expect(cookie).toMatch(/; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
    const headers = new Headers({ cookie: cookie.split(";")[0] ?? "" });
    expect((await authenticate(house.db, headers, new Date()))?.account).toMatchObject({ id: account.id });
  });

  it("says in words why not, and nothing of what was wrong inside", async () => {
    await house.account({ email: "ana@x.test", passwordHash });
    const refused = await signIn("wrong");
    expect(refused.status).toBe(401);
    expect(sessionOf(refused)).toBeUndefined();
    expect(await wordsOf(refused)).toContain("The e-mail or the password is wrong.");
    const empty = await post({ action: "callback/credentials", body: { email: "", password: "" } });
    expect(await wordsOf(empty)).toContain("Type an e-mail and a password.");
    const odd = await post({ action: "callback/credentials", body: { email: "ana\0@x.test", password: "wrong" } });
    expect(await wordsOf(odd)).toContain("Type an e-mail and a password.");
  });

  it("is throttled, with the seconds in words", async () => {
    for (let n = 0; n < 5; n += 1) await signIn("wrong");
    const refused = await signIn("right horse");
    expect(await wordsOf(refused)).toMatch(/Too many failed attempts: try again in \d+ seconds/);
  });

  it("counts by the address the nearest proxy added", async () => {
    await signIn("wrong", { "x-forwarded-for": "6.6.6.6, 203.0.113.7" });
    await signIn("wrong");
    const rows = await house.db.select().from(signInFailures);
    const addresses = rows.map(({ subject }) => subject).filter((subject) => subject.startsWith("address:"));
    expect(addresses).toEqual(["address:203.0.113.7", "address:unknown"]);
  });

  it("a renewed cookie is of the same session: it ends 12 hours after the sign-in, or with the password", async () => {
    const account = await house.account({ email: "ana@x.test", passwordHash });
    const first = sessionOf(await signIn("right horse"))?.split(";")[0] ?? "";
    const renewed = sessionOf(await ask({ action: "session", cookie: first }))?.split(";")[0] ?? "";
    expect(renewed).not.toBe(first);
    const headers = new Headers({ cookie: renewed });
    const now = new Date();
    expect(await authenticate(house.db, headers, addMs(now, 12 * HOUR_MS - MINUTE_MS))).not.toBeNull();
    expect(await authenticate(house.db, headers, addMs(now, 12 * HOUR_MS))).toBeNull();
    await house.db.update(accounts).set({ passwordChangedAt: now }).where(eq(accounts.id, account.id));
    expect(await authenticate(house.db, headers, now)).toBeNull();
  });

  it("is refused without the token against forgery", async () => {
    await house.account({ email: "ana@x.test", passwordHash });
    const body = { email: "ana@x.test", password: "right horse" };
    expect(sessionOf(await ask({ action: "callback/credentials", body }))).toBeUndefined();
  });

  it("signing out is audited", async () => {
    await house.account({ email: "ana@x.test", passwordHash });
    const session = sessionOf(await signIn("right horse"));
    await post({ action: "signout", cookie: [session?.split(";")[0] ?? ""] });
    const rows = await house.db.select().from(auditEvents).orderBy(auditEvents.id);
    expect(rows.map(({ action }) => action)).toEqual(["account/signed-in", "account/signed-out"]);
  });
});

describe("a forged address of the console", () => {
  it.each([{}, { AUTH_TRUST_HOST: "1" }])("leads nobody elsewhere, with %j in the environment", async (environment) => {
    Object.assign(process.env, environment);
    const headers = { "x-forwarded-host": "evil.test", "x-forwarded-proto": "https" };
    const body = await (await ask({ action: "providers", headers })).text();
    expect(body).toContain("http://localhost:3000/api/auth/signin/credentials");
    expect(body).not.toContain("evil.test");
    delete process.env.AUTH_TRUST_HOST;
  });
});

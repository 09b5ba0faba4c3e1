import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, auditEvents, signInFailures } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import type { Actor } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { hashPassword, readablePassword, verifyPassword } from "@/lib/server/access/password";
import { changePassword } from "./change-password";
import { createFirstAccounts } from "./create-first";
import { signIn } from "./sign-in";
import { signOut } from "./sign-out";

let database: TestDatabase;
let hash: string;
let now = new Date("2026-03-01T12:00:00Z");
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

beforeAll(async () => {
  database = await testDatabase();
  hash = await hashPassword("right horse");
});
beforeEach(async () => {
  await database.reset();
  await database.db.insert(accounts).values({ email: "ana@x.test", name: "Ana", role: "operator", passwordHash: hash });
});
afterAll(() => database.close());

const attempt = (given: { email?: string; password?: string; address?: string } = {}) =>
  signIn(database.context({ now: () => now }), {
    email: "ana@x.test",
    password: "right horse",
    address: "203.0.113.7",
    ...given,
  });

const refusal = async (given: Parameters<typeof attempt>[0] = { password: "wrong" }) => {
  const error = await attempt(given).catch((thrown: unknown) => thrown);
  return error instanceof AppError ? { code: error.code, message: error.message, ...error.details } : error;
};

describe("passwords", () => {
  it("are kept with their parameters and a salt of their own, and told apart", async () => {
    expect(hash).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await hashPassword("right horse")).not.toBe(hash);
    expect(await verifyPassword("right horse", hash)).toBe(true);
    expect(await verifyPassword("right horsf", hash)).toBe(false);
    expect(await verifyPassword("", null)).toBe(false);
  });

  it("made for reading aloud have four words", () => {
    expect(readablePassword()).toMatch(/^([a-z]{4}-){3}[a-z]{4}$/);
  });
});

describe("signing in", () => {
  it("takes the e-mail in any case and is audited with the address", async () => {
    expect(await attempt({ email: " Ana@X.test " })).toMatchObject({ id: 1, role: "operator", brands: "all" });
    const [row] = await database.db.select().from(auditEvents);
    expect(row).toMatchObject({
      action: "account/signed-in",
      subject: "account:1",
      details: { address: "203.0.113.7" },
    });
  });

  it("refuses wrong passwords, unknown e-mails and disabled accounts in the same words, and audits which it was", async () => {
    const words = { code: "unauthenticated", message: "The e-mail or the password is wrong." };
    expect(await refusal()).toEqual(words);
    expect(await refusal({ email: "nobody@x.test" })).toEqual(words);
    await database.db.update(accounts).set({ disabledAt: now });
    expect(await refusal({})).toEqual(words);
    const rows = await database.db.select().from(auditEvents).orderBy(auditEvents.id);
    expect(rows.map((row) => [row.action, row.details.reason])).toEqual([
      ["account/sign-in-refused", "wrong password"],
      ["account/sign-in-refused", "unknown e-mail"],
      ["account/sign-in-refused", "account disabled"],
    ]);
  });

  it("waits after five failures, even with the right password, and lets in when the wait is over", async () => {
    for (let n = 0; n < 5; n += 1) expect(await refusal()).toMatchObject({ code: "unauthenticated" });
    later(10);
    const waiting = {
      code: "limited",
      message: "Too many failed attempts: try again in 20 seconds.",
      retryAfterSeconds: 20,
    };
    expect(await refusal({})).toEqual(waiting);
    expect(await refusal({ address: "198.51.100.1" })).toEqual(waiting);
    later(20);
    expect(await attempt()).toMatchObject({ id: 1 });
    expect(await refusal()).toMatchObject({ code: "unauthenticated" });
  });

  it("waits longer after each further failure", async () => {
    for (let n = 0; n < 5; n += 1) await refusal();
    later(30);
    expect(await refusal()).toMatchObject({ code: "unauthenticated" });
    expect(await refusal()).toMatchObject({ code: "limited", retryAfterSeconds: 60 });
  });

  it("counts attempts at once like attempts in turn", async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => refusal()));
    expect(outcomes.filter((outcome) => outcome instanceof Object && "retryAfterSeconds" in outcome)).toHaveLength(3);
  });

  it("holds up an address that tries many e-mails, and a sign-in from there does not free it", async () => {
    const address = "198.51.100.9";
    for (let n = 0; n < 19; n += 1) await refusal({ email: `n${n}@x.test`, password: "x", address });
    expect(await attempt({ address })).toMatchObject({ id: 1 });
    await refusal({ email: "n19@x.test", address });
    expect(await refusal({ address })).toMatchObject({ code: "limited" });
    expect(await attempt({ address: "203.0.113.8" })).toMatchObject({ id: 1 });
  });

  it("forgets failures older than a quarter of an hour, also in the table", async () => {
    await refusal();
    later(901);
    await refusal();
    expect(await database.db.select().from(signInFailures)).toHaveLength(2);
  });

  it("signing out is audited", async () => {
    await signOut(database.context(), { accountId: 1 });
    const rows = await database.db.select().from(auditEvents).where(eq(auditEvents.action, "account/signed-out"));
    expect(rows).toMatchObject([{ subject: "account:1" }]);
  });
});

describe("changing one's password", () => {
  const actor = { kind: "account", id: 1, name: "Ana", email: "ana@x.test", role: "operator" } as const;
  const change = (given: { current?: string; actor?: Actor } = {}) =>
    changePassword(database.context({ now: () => now, actor: given.actor ?? actor }), {
      current: given.current ?? "right horse",
      next: "another horse",
      address: "203.0.113.7",
    });

  it("makes the new one count and the old one wrong, and is audited", async () => {
    await change();
    expect(await refusal({})).toMatchObject({ code: "unauthenticated" });
    expect(await attempt({ password: "another horse" })).toMatchObject({ id: 1, passwordChangedAt: now });
    const rows = await database.db.select().from(auditEvents).where(eq(auditEvents.action, "account/password-changed"));
    expect(rows).toMatchObject([{ actor: "Ana", subject: "account:1", details: {} }]);
  });

  it("takes the present one, as often as the throttle allows", async () => {
    for (let n = 0; n < 5; n += 1) {
      await expect(change({ current: "wrong" })).rejects.toMatchObject({ code: "invalid", field: "current" });
    }
    await expect(change()).rejects.toMatchObject({ code: "limited" });
    later(30);
    await change();
  });

  it("is for people", async () => {
    await expect(change({ actor: { kind: "system", name: "x" } })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the first accounts", () => {
  beforeEach(() => database.reset());
  const signInWith = ({ email, password }: { email: string; password: string }) => attempt({ email, password });

  it("with demo data there is one of each role, whose shown passwords work", async () => {
    const { shown } = await createFirstAccounts(database.context(), { demo: true });
    expect(shown.map(({ email, role }) => [email, role])).toEqual([
      ["admin@demo.invalid", "admin"],
      ["operator@demo.invalid", "operator"],
      ["security@demo.invalid", "security"],
      ["executive@demo.invalid", "executive"],
      ["viewer@demo.invalid", "viewer"],
    ]);
    for (const person of shown) {
      expect(await signInWith(person)).toMatchObject({ role: person.role, isDemo: true });
    }
  });

  it("a second start makes and shows nothing", async () => {
    await createFirstAccounts(database.context(), { demo: true });
    expect(await createFirstAccounts(database.context(), { demo: true, adminPassword: "another one" })).toEqual({
      shown: [],
    });
    expect(await database.db.select().from(accounts)).toHaveLength(5);
  });

  it("without demo data there is one admin, at localhost", async () => {
    const { shown } = await createFirstAccounts(database.context(), { demo: false });
    expect(shown).toEqual([{ email: "admin@localhost", role: "admin", password: expect.any(String) }]);
  });

  it("a password that was given is not shown", async () => {
    const given = { demo: false, adminEmail: "Lead@House.test", adminPassword: "given by hand" };
    expect(await createFirstAccounts(database.context(), given)).toEqual({ shown: [] });
    expect(await signInWith({ email: "lead@house.test", password: "given by hand" })).toMatchObject({ isDemo: false });
  });
});

import { execFile } from "node:child_process";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { authenticate } from "@/lib/server/access/authenticate";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

/** `npm run token -- …` as a person runs it. */
function command(...args: string[]): Promise<{ code: number; out: string[]; err: string }> {
  const node = ["--conditions=react-server", "--import", "tsx", "tools/token.ts", ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, node, { env: { ...process.env, ADMIN_EMAIL: "" } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), out: stdout.trimEnd().split("\n"), err: stderr });
    });
  });
}

describe("npm run token", () => {
  it("makes a token, alone on the last line, that acts as the first admin", async () => {
    await house.account({ role: "viewer" });
    const admin = await house.account({ role: "admin" });
    const { code, out } = await command("create", "ci", "--scope", "write");
    expect(code).toBe(0);
    const headers = new Headers({ authorization: `Bearer ${out.at(-1)}` });
    const caller = await authenticate(house.db, headers, new Date());
    expect(caller).toMatchObject({ account: { id: admin.id }, actor: { name: "ci", scope: "write" } });
  });

  it("makes one for somebody named, lists it and revokes it", async () => {
    await house.account({ role: "operator", email: "ana@x.test" });
    const made = await command("create", "ci", "--scope", "read", "--admin", "Ana@x.test");
    expect((await command("list")).out).toEqual([
      expect.stringMatching(/^1\tci\tread\t….{4}\tana@x\.test\tlast used never$/),
    ]);
    expect((await command("revoke", "1")).out).toEqual(["Token 1 is revoked."]);
    const headers = new Headers({ authorization: `Bearer ${made.out.at(-1)}` });
    expect(await authenticate(house.db, headers, new Date())).toBeNull();
    expect((await command("list")).out[0]).toContain("revoked 2");
  });

  it.each([
    [["create", "ci"], "--scope takes read, write, admin"],
    [["create", "--scope", "read"], "A token needs a name"],
    [["create", " ", "--scope", "read"], "A token needs a name"],
    [["create", "ci", "--scope", "read", "--admin", "no@x.test"], "There is no account no@x.test"],
    [["create", "ci", "--scope", "read"], "There is no admin yet"],
    [["revoke", "x"], "revoke takes the number that list shows"],
    [["revoke", "7"], "There is no token 7."],
    [["frob"], "Say what to do"],
    [["create", "ci", "--nope"], "--nope"],
  ])("%j fails with a sentence and no stack", async (args, sentence) => {
    const { code, err } = await command(...args);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

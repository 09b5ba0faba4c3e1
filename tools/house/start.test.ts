import { createECDH } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "./clone.mjs";
import { tooOldNode } from "./node-version.mjs";
import { freePort, requireFreePort } from "./port.mjs";
import { secretsOf } from "./secrets.mjs";
import { childEnv, readSettings } from "./settings.mjs";
import { welcomeLines } from "./welcome.mjs";

let folder: string;
const before = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pitboss-start-"));
  for (const name of [
    "PORT",
    "HOST",
    "DATA_DIR",
    "DATABASE_URL",
    "DEMO",
    "ADMIN_EMAIL",
    "ADMIN_PASSWORD",
    "NEXTAUTH_URL",
    "NEXTAUTH_SECRET",
    "SECRETS_KEY",
    "VAPID_PUBLIC_KEY",
    "VAPID_PRIVATE_KEY",
  ]) {
    delete process.env[name];
  }
});
afterEach(() => {
  process.env = { ...before };
  rmSync(folder, { recursive: true, force: true });
});

describe("the version of Node", () => {
  it.each([
    ["20.19.0", true],
    ["20.18.9", false],
    ["18.20.4", false],
    ["22.0.0", true],
    ["9.11.2", false],
  ])("%s is new enough: %s", (version, isNew) => {
    expect(tooOldNode(version) === undefined).toBe(isNew);
  });

  it("is asked for in a sentence", () => {
    expect(tooOldNode("18.1.0")).toBe(
      "Pitboss needs Node 20.19 or newer; this is 18.1.0. See https://nodejs.org for a newer one.",
    );
  });
});

describe("the settings of a start", () => {
  it("are an embedded database and a demo on loopback when nothing is said", () => {
    expect(readSettings()).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      isEmbedded: true,
      isDemo: true,
      url: "http://localhost:3000",
      localUrl: "http://127.0.0.1:3000",
    });
  });

  it("have no demo on a database of one's own unless it is asked for", () => {
    process.env.DATABASE_URL = "postgres://db.example.com/pitboss";
    expect(readSettings()).toMatchObject({ isEmbedded: false, isDemo: false });
    process.env.DEMO = "1";
    expect(readSettings()).toMatchObject({ isEmbedded: false, isDemo: true });
  });

  it("never hand a database's address to a child", () => {
    const settings = readSettings();
    expect(childEnv(settings, { NEXTAUTH_SECRET: "s", SECRETS_KEY: "k" })).toMatchObject({
      NEXTAUTH_URL: "http://localhost:3000",
      NEXTAUTH_SECRET: "s",
      SECRETS_KEY: "k",
    });
    expect(childEnv(settings, {})).not.toHaveProperty("DATABASE_URL");
  });

  it("reach an app that listens everywhere on loopback", () => {
    process.env.HOST = "0.0.0.0";
    expect(readSettings().localUrl).toBe("http://127.0.0.1:3000");
  });
});

describe("the secrets of a data folder", () => {
  it("are made once, for their user alone", () => {
    const first = secretsOf(folder);
    expect(first.NEXTAUTH_SECRET).toMatch(/^[\w-]{43}$/);
    expect(first.SECRETS_KEY).not.toBe(first.NEXTAUTH_SECRET);
    expect(secretsOf(folder)).toEqual(first);
    expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  it("give way to those of the environment", () => {
    process.env.NEXTAUTH_SECRET = "from the environment";
    expect(secretsOf(folder).NEXTAUTH_SECRET).toBe("from the environment");
  });

  it("have a pair to push by, or leave it to the environment that has half of it", () => {
    const { VAPID_PUBLIC_KEY = "", VAPID_PRIVATE_KEY = "" } = secretsOf(folder);
    const pair = createECDH("prime256v1");
    pair.setPrivateKey(VAPID_PRIVATE_KEY, "base64url");
    expect(pair.getPublicKey("base64url")).toBe(VAPID_PUBLIC_KEY);
    expect(VAPID_PRIVATE_KEY).toHaveLength(43);
    process.env.VAPID_PUBLIC_KEY = "given";
    expect(secretsOf(folder)).not.toHaveProperty("VAPID_PRIVATE_KEY");
  });

  it("are completed where an earlier release made the folder", () => {
    writeFileSync(join(folder, "secrets.json"), JSON.stringify({ NEXTAUTH_SECRET: "kept", SECRETS_KEY: "kept too" }));
    expect(secretsOf(folder)).toMatchObject({ NEXTAUTH_SECRET: "kept", VAPID_PUBLIC_KEY: expect.any(String) });
  });
});

describe("a port", () => {
  it("in use is named, with another to try", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    await expect(requireFreePort({ port, host: "127.0.0.1" })).rejects.toThrow(
      `PORT ${port} on 127.0.0.1 is in use by another program: choose another, such as PORT=${port + 1} npm run up.`,
    );
    server.close();
  });

  it("that is free is fine, and one that is none is left to the check of the environment", async () => {
    await requireFreePort({ port: await freePort(), host: "127.0.0.1" });
    await requireFreePort({ port: Number("abc"), host: "127.0.0.1" });
  });

  it("on an address that is not ours is refused", async () => {
    await expect(requireFreePort({ port: 3000, host: "203.0.113.7" })).rejects.toThrow("HOST 203.0.113.7");
  });
});

describe("the hash of the inputs", () => {
  it("changes with a content, not with what does not count", () => {
    const all = hashOf(["tools/house"]);
    expect(hashOf(["tools/house"])).toBe(all);
    expect(hashOf(["tools/house"], (path) => !path.endsWith("port.mjs"))).not.toBe(all);
    expect(hashOf(["tools/house", "no-such-folder"])).toBe(all);
  });
});

describe("the box", () => {
  const lines = (accounts: { role: string; email: string; password: string }[]) =>
    welcomeLines({ settings: readSettings(), accounts }).join("\n");

  it("shows the address, each new sign-in, what is simulated and how to stop", () => {
    const text = lines([{ role: "admin", email: "admin@demo.invalid", password: "amber-fox-41" }]);
    for (const part of ["http://localhost:3000", "admin@demo.invalid  amber-fox-41", "Simulated:", "Ctrl+C"]) {
      expect(text).toContain(part);
    }
  });

  it("names the admin of the environment, and never the password", () => {
    Object.assign(process.env, { ADMIN_EMAIL: "ada@example.com", ADMIN_PASSWORD: "not to be shown" });
    const text = lines([{ role: "viewer", email: "viewer@demo.invalid", password: "amber-fox-41" }]);
    expect(text).toMatch(/admin +ada@example\.com +the ADMIN_PASSWORD you gave/);
    expect(text).not.toContain("not to be shown");
  });

  it("says that the first start's accounts hold later on", () => {
    expect(lines([])).toContain("accounts of the first start");
  });
});

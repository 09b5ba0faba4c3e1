import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { readRows } from "@/db/queries/read-rows";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { DAY_MS } from "@/lib/kernel/time";
import { BEGINNING, POSITION, readState, WELCOME, writeState } from "./store/state";

let database: TestDatabase;
let app: Server;
const asked: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  app = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(request.url === "/api/health/ready" ? 200 : 404).end();
  });
  await once(app.listen(0, "127.0.0.1"), "listening");
});
beforeEach(() => database.reset());
afterAll(async () => {
  app.close();
  await database.close();
});

function simulator(...words: string[]): ChildProcess {
  const address = app.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return fork("simulator/main.ts", words, {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      PORT: String(port),
      HOST: "127.0.0.1",
      SIMULATOR_RATE: "20",
      NODE_ENV: "test",
    },
  });
}

async function outcome(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const told = { out: "", err: "" };
  child.stdout?.on("data", (chunk) => {
    told.out += String(chunk);
  });
  child.stderr?.on("data", (chunk) => {
    told.err += String(chunk);
  });
  const [code] = await once(child, "close");
  return { code: typeof code === "number" ? code : null, ...told };
}

describe("the simulator's process", () => {
  it("says when it is ready, writes, asks whether the app answers, and ends when told", {
    timeout: 60_000,
  }, async () => {
    const now = Date.now();
    await writeState(database.db, BEGINNING, { seed: 1984, openedMs: now - 60 * DAY_MS, historyMs: now - 14 * DAY_MS });
    await writeState(database.db, POSITION, { ms: now - 5_000 });
    const child = simulator("live");
    const ended = outcome(child);
    const [message] = await once(child, "message");
    expect(message).toEqual({ kind: "ready" });

    const Count = z.object({ count: z.number() });
    await vi.waitFor(async () => {
      const [row] = await readRows(database.db, Count, sql`select count(*)::int as count from platform.transactions`);
      expect(row?.count).toBeGreaterThan(20);
      expect(await readState(database.db, WELCOME)).toMatchObject({ hasBegun: false });
    }, 20_000);
    expect(asked).toEqual(["/api/health/ready"]);

    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ code: 0, err: "" });
  });

  it("tells a person what there is, and why not", { timeout: 60_000 }, async () => {
    const [list, wrong] = await Promise.all([outcome(simulator("list")), outcome(simulator("incident", "meltdown"))]);
    expect(list).toMatchObject({ code: 0, err: "" });
    expect(list.out).toMatch(/^Nothing is under way\.\nThere are:\n {2}payment-outage /);
    expect(wrong).toMatchObject({ code: 1, out: "" });
    expect(wrong.err).toMatch(/^There is no incident "meltdown"\. There are:\n/);
  });
});

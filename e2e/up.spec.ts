import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { LockFile } from "@/tools/house/lock-file.mjs";
import { freePort } from "@/tools/house/port.mjs";
import { processStamp } from "@/tools/house/processes.mjs";

// The real `up`, beside the console of the other journeys: same clone and build, a data folder and a port of its own.
test.describe.configure({ mode: "serial", timeout: 120_000 });

let folder: string;
let port: number;
const started: ChildProcess[] = [];

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pitboss-up-"));
  port = await freePort();
});

test.afterAll(async () => {
  for (const child of started) child.kill("SIGTERM");
  await Promise.all(started.map(ended));
  rmSync(folder, { recursive: true, force: true });
});

interface Up {
  child: ChildProcess;
  output: () => string;
}

function up(changes: Record<string, string> = {}): Up {
  const env = { ...process.env, DATA_DIR: folder, PORT: String(port), DEMO: "0", ...changes };
  const child = spawn(process.execPath, ["tools/up.mjs"], { env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => (output += part));
  return { child, output: () => output };
}

async function ready({ child, output }: Up): Promise<void> {
  const failed = ended(child).then((code) => {
    throw new Error(`up ended with ${code}:\n${output()}`);
  });
  failed.catch(() => undefined);
  await Promise.race([once(child, "message"), failed]);
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
const databaseLock = () => JSON.parse(readFileSync(join(folder, "database.json"), "utf8"));
const isListening = () =>
  statusOf("/api/health/live").then(
    () => true,
    () => false,
  );

test("a wrong variable is named before anything is started", async () => {
  const { child, output } = up({ METRICS_COLLECTION_INTERVAL: "90" });
  expect(await ended(child)).toBe(1);
  expect(output()).toContain("METRICS_COLLECTION_INTERVAL: expected seconds from 1 to 60");
  expect(existsSync(join(folder, "database.json"))).toBe(false);
});

test("a busy port is named", async () => {
  const journeys = new URL(process.env.E2E_URL ?? "").port;
  const { child, output } = up({ PORT: journeys });
  expect(await ended(child)).toBe(1);
  expect(output()).toContain(`PORT ${journeys} on 127.0.0.1 is in use`);
});

test("the box shows the address and a sign-in, and a second up says where the console is", async () => {
  const first = up({ ADMIN_EMAIL: "", ADMIN_PASSWORD: "" });
  await ready(first);
  expect(first.output()).toContain(`http://localhost:${port}`);
  expect(first.output()).toMatch(/admin {6}admin@localhost {2}\S+/);
  expect(await statusOf("/api/health/ready")).toBe(200);

  const second = up();
  expect(await ended(second.child)).toBe(0);
  expect(second.output()).toContain(`Pitboss is running already: http://localhost:${port}`);
});

test("a child that is killed comes back", async () => {
  const killed = databaseLock();
  process.kill(killed.pid, "SIGKILL");
  await expect.poll(() => databaseLock().pid).not.toBe(killed.pid);
  expect(databaseLock().port).toBe(killed.port);
  await expect.poll(() => statusOf("/api/health/ready"), { timeout: 30_000 }).toBe(200);
});

test("a stop takes everything along, once, and an up in the meantime waits for it", async () => {
  const running = started.find((child) => child.exitCode === null);
  const database = databaseLock().pid;
  running?.kill("SIGINT");
  running?.kill("SIGTERM");
  const next = up();
  expect(await ended(running ?? next.child)).toBe(0);
  await ready(next);
  expect(databaseLock().pid).not.toBe(database);
  expect(processStamp(database)).toBeUndefined();
  expect(next.output()).toContain("accounts of the first start");
});

test("an up right after kill -9 waits for what is still ending", async () => {
  const running = started.find((child) => child.exitCode === null && child.signalCode === null);
  const { pid } = databaseLock();
  running?.kill("SIGKILL");
  const next = up();
  await ready(next);
  expect(databaseLock().pid).not.toBe(pid);
  expect(await statusOf("/api/health/ready")).toBe(200);
});

test("kill -9 of up leaves nothing behind, and the next clears its lock", async () => {
  const running = started.find((child) => child.exitCode === null && child.signalCode === null);
  const { pid } = databaseLock();
  running?.kill("SIGKILL");
  await expect.poll(() => processStamp(pid), { timeout: 20_000 }).toBeUndefined();
  await expect.poll(isListening, { timeout: 20_000 }).toBe(false);

  const next = up();
  await ready(next);
  expect(await statusOf("/api/health/ready")).toBe(200);
  next.child.kill("SIGTERM");
  expect(await ended(next.child)).toBe(0);
  expect(new LockFile(join(folder, "up.json")).take()).toBeUndefined();
});

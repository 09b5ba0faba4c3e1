import { type ChildProcess, fork } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { DatabaseLock, lockFile } from "./embedded/lock";
import { migrateDatabase } from "./migrate";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the test workers ask for databases: `GET /embedded/WORKER`, `GET /postgres`, `GET /drop/NAME`. */
    databaseBroker: string;
  }
}

const CACHE = ".test-data";
const EXEC_ARGV = ["--conditions=react-server", "--import", "tsx", "--import", "./tools/with-parent.mjs"];

/** Vitest's global set-up: databases are started when the first test asks, and all are gone at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = new TestServers();
  const broker = createServer((request, response) => {
    const [, kind = "", name = ""] = request.url?.split("/") ?? [];
    servers.answer(kind, name).then(
      (url) => response.end(url),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  await new Promise<void>((resolve) => broker.listen(0, "127.0.0.1", resolve));
  project.provide("databaseBroker", addressOf(broker));
  return async () => {
    broker.close();
    await servers.close();
  };
}

class TestServers {
  readonly #children: ChildProcess[] = [];
  readonly #folders: string[] = [];
  readonly #embedded = new Map<string, Promise<string>>();
  readonly #made = new Set<string>();
  #template: Promise<string> | undefined;
  #postgres: Promise<string> | undefined;

  async answer(kind: string, name: string): Promise<string> {
    if (kind === "postgres") return this.#createDatabase();
    if (kind === "drop") return this.#dropDatabase(name);
    const known = this.#embedded.get(name) ?? this.#startEmbedded();
    this.#embedded.set(name, known);
    return known;
  }

  async close(): Promise<void> {
    for (const name of [...this.#made]) await this.#dropDatabase(name);
    await Promise.all(this.#children.map(stop));
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }

  async #startEmbedded(): Promise<string> {
    this.#template ??= this.#migratedFolder();
    const folder = this.#temporaryFolder();
    cpSync(await this.#template, join(folder, "pglite"), { recursive: true });
    const { child, url } = await startEmbedded(folder);
    this.#children.push(child);
    // The template may be of another day: the days ahead of today need their partitions.
    await migrateDatabase({ url, now: new Date() });
    return url;
  }

  /** A migrated data folder, kept between runs under the hash of the migrations. */
  async #migratedFolder(): Promise<string> {
    const kept = join(CACHE, `template-${hashOf("db/migrations")}`);
    if (existsSync(kept)) return kept;
    const folder = this.#temporaryFolder();
    const { child, url } = await startEmbedded(folder);
    this.#children.push(child);
    await migrateDatabase({ url, now: new Date() });
    await stop(child);
    mkdirSync(CACHE, { recursive: true });
    for (const old of readdirSync(CACHE)) {
      if (old.startsWith("template-") && !old.startsWith(basename(kept)))
        rmSync(join(CACHE, old), { recursive: true, force: true });
    }
    const draft = `${kept}.${process.pid}`;
    cpSync(join(folder, "pglite"), draft, { recursive: true });
    try {
      renameSync(draft, kept);
    } catch (error) {
      // Another test run was faster.
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(kept)) throw error;
    }
    return kept;
  }

  async #createDatabase(): Promise<string> {
    this.#postgres ??= this.#startPostgres();
    const admin = await this.#postgres;
    const name = `pitboss_test_${randomBytes(6).toString("hex")}`;
    await execute(admin, `create database ${name} template ${this.#templateName}`);
    this.#made.add(name);
    return withDatabase(admin, name);
  }

  readonly #templateName = `pitboss_template_${randomBytes(6).toString("hex")}`;

  async #startPostgres(): Promise<string> {
    const admin = process.env.TEST_DATABASE_URL ?? (await this.#forkPostgres());
    await execute(admin, `create database ${this.#templateName}`);
    this.#made.add(this.#templateName);
    await migrateDatabase({ url: withDatabase(admin, this.#templateName), now: new Date() });
    return admin;
  }

  async #forkPostgres(): Promise<string> {
    const { child, message } = await start("db/test-postgres.ts", []);
    this.#children.push(child);
    return String(message.url);
  }

  async #dropDatabase(name: string): Promise<string> {
    if (this.#postgres && this.#made.delete(name)) {
      await execute(await this.#postgres, `drop database if exists ${name} with (force)`);
    }
    return "";
  }

  #temporaryFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "pitboss-test-"));
    this.#folders.push(folder);
    return folder;
  }
}

async function startEmbedded(folder: string): Promise<{ child: ChildProcess; url: string }> {
  const { child } = await start("db/embedded/main.ts", [folder]);
  const { port, password } = DatabaseLock.parse(JSON.parse(readFileSync(lockFile(folder), "utf8")));
  return { child, url: `postgres://pitboss:${password}@127.0.0.1:${port}/postgres` };
}

function start(file: string, args: string[]): Promise<{ child: ChildProcess; message: { url?: unknown } }> {
  const child = fork(file, args, { execArgv: EXEC_ARGV, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  return new Promise((resolve, reject) => {
    child.once("exit", (code, signal) => reject(new Error(`${file} ended before it was ready (${signal ?? code})`)));
    child.once("message", (message) => resolve({ child, message: Object(message) }));
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function hashOf(folder: string): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith(".sql")) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

function addressOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
}

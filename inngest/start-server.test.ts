import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { engineRuns } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { engineStatus } from "@/lib/server/engine-status";
import { wake } from "@/lib/server/wake";
import { EVENT_KEY, Peer } from "./conformance/peer";

const signingKey = `signkey-prod-${randomBytes(32).toString("hex")}`;
let database: TestDatabase;
let peer: Peer;
beforeAll(async () => {
  database = await testDatabase();
  peer = await Peer.start(signingKey);
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    LOG_LEVEL: "silent",
    INNGEST_EVENT_KEY: EVENT_KEY,
    INNGEST_SIGNING_KEY: signingKey,
    INNGEST_BASE_URL: peer.origin,
    NEXTAUTH_URL: "https://pitboss.example.com",
  });
});
afterAll(async () => {
  await peer.close();
  await database.close();
});

it("runs on a server by the environment alone: registers the functions, and relays events to it", async () => {
  const { startEngine } = await import("./start");
  startEngine();
  const registration = await peer.received(({ path }) => path === "/fn/register");
  expect(registration.body).toMatchObject({ appName: "pitboss", url: "https://pitboss.example.com/api/inngest" });
  await peer.received(({ path, body }) => path === `/e/${EVENT_KEY}` && isNamed(body, "console/started"));
  expect(await engineStatus()).toMatchObject({ kind: "server", isReady: true, holder: null, queueDepth: null });

  const facts = { alertId: 1, severity: "critical" as const, ruleName: "Errors", brand: null };
  const context = database.context({ correlationId: "request-12345" });
  await context.unit(async (unit) => unit.tell.outbox({ name: "alert/triggered", data: facts }));
  wake("outbox");
  const sent = await peer.received(({ body }) => isNamed(body, "alert/triggered"));
  expect(sent.body).toMatchObject([{ data: { alertId: 1, correlationId: "request-12345" } }]);
  expect(await database.db.select().from(engineRuns)).toEqual([]);

  const exit = process.exit;
  process.emit("SIGTERM");
  while (process.exit !== exit) await database.db.execute("select pg_sleep(0.05)");
});

function isNamed(body: unknown, name: string): boolean {
  return Array.isArray(body) && body.some((event) => event.name === name);
}

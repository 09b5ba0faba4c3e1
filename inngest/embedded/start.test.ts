import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { embeddedClient } from "@/inngest/conformance/engine";
import { Journal } from "@/inngest/conformance/journal";
import { requestHandler } from "@/inngest/handler";
import { createLogger } from "@/lib/server/log";
import { startEmbedded } from "./start";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it("in development hears of functions that were added while it runs, and outlives ones that cannot be read", async () => {
  const journal = new Journal(() => new Date());
  const signingKey = `signkey-test-${randomBytes(32).toString("hex")}`;
  let send: typeof fetch | undefined;
  const client = embeddedClient({
    signingKey,
    fetch: (...request) => send?.(...request) ?? Promise.reject(new Error()),
  });
  const named = (id: string, given: object = {}) =>
    client.createFunction({ id, triggers: [{ event: "test/added" }], ...given }, () => journal.note(id, "ran"));
  let handle = requestHandler({ client, functions: [named("first")] });
  const asked = new Journal(() => new Date());
  const engine = await startEmbedded({
    db: database.db,
    endpoint: {
      url: "http://development.test/api/inngest",
      signingKey,
      handle: async (request) => {
        const answer = await handle(request);
        if (request.method === "PUT") asked.note("version", request.url);
        return answer;
      },
    },
    log: createLogger({ level: "silent" }),
    useFetch: (fetch) => {
      send = fetch;
    },
    registerEveryMs: 5,
  });
  handle = requestHandler({ client, functions: [named("first"), named("broken", { debounce: { period: "1m" } })] });
  const before = asked.count("version", "http://development.test/api/inngest");
  while (asked.count("version", "http://development.test/api/inngest") < before + 3) await pause();
  handle = requestHandler({
    client,
    functions: [named("first"), named("second", { triggers: [{ event: "test/added" }] })],
  });
  while (journal.count("second", "ran") === 0) {
    await client.send({ name: "test/added", data: {} });
    await pause();
  }
  expect(journal.count("broken", "ran")).toBe(0);
  expect(await engine.status()).toMatchObject({ running: expect.any(Number), lastTickLatenessMs: null });
  await engine.stop();
});

function pause(): Promise<unknown> {
  return database.db.execute("select pg_sleep(0.01)");
}

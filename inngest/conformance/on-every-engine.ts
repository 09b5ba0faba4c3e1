import { afterAll, beforeAll, describe } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { EmbeddedEngine, type EngineUnderTest, type FunctionsOf } from "./engine";
import { ServerEngine } from "./server-engine";

/** The instant the hand-held clock begins at: just after a minute, on a plain day. */
export const START = new Date("2026-11-20T12:00:30Z");

/** The address of a real Inngest server to run the same tests against, such as `http://127.0.0.1:8288`. */
const SERVER = process.env.INNGEST_TEST_SERVER;

/** Declares tests that must pass on the embedded executor and, where `INNGEST_TEST_SERVER` names one, on a real server. */
export function onEveryEngine(functionsOf: FunctionsOf, tests: (engine: () => EngineUnderTest) => void): void {
  describe("on the embedded executor", () => {
    let database: TestDatabase;
    let engine: EmbeddedEngine;
    beforeAll(async () => {
      database = await testDatabase();
      engine = await new EmbeddedEngine({ db: database.db, functionsOf, startAt: START }).start();
    });
    afterAll(async () => {
      await engine?.close();
      await database?.close();
    });
    tests(() => engine);
  });

  describe.skipIf(SERVER === undefined)(
    "on the Inngest server that INNGEST_TEST_SERVER names",
    { timeout: 180_000 },
    () => {
      let engine: ServerEngine;
      beforeAll(async () => {
        engine = await ServerEngine.start({ server: SERVER ?? "", functionsOf });
      });
      afterAll(() => engine?.close());
      tests(() => engine);
    },
  );
}

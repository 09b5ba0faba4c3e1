import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { HOUR_MS } from "@/lib/kernel/time";
import { simulate } from "@/lib/replay/simulate";
import type { SimulatedRow } from "@/lib/replay/simulation";
import { anyStory } from "@/lib/replay/story-fixture";
import { storyOf } from "@/lib/replay/world-fixture";
import { type Providers, startProviders } from "./loopback-providers";
import { RealHouse, type RealRow } from "./real-house";

/** Under a minute; SIMULATE_REAL_RUNS=10000 plays them all, SIMULATE_REAL_ENGINE=postgres on a real server. */
const RUNS = Number(process.env.SIMULATE_REAL_RUNS ?? 60);
const ENGINE = process.env.SIMULATE_REAL_ENGINE === "postgres" ? "postgres" : "embedded";
/** A longer run says from time to time how far it is. */
const WORD_EVERY = 500;

let database: TestDatabase;
let providers: Providers;
beforeAll(async () => {
  database = await testDatabase({ engine: ENGINE });
  providers = await startProviders();
  for (const month of ["2026-03", "2026-06", "2026-10", "2026-11"]) {
    const from = new Date(`${month}-01T00:00:00Z`);
    await database.ensurePartitions({ from: new Date(from.getTime() - 86_400_000), to: from });
    await database.ensurePartitions({ from, to: new Date(from.getTime() + 86_400_000) });
  }
});
afterAll(async () => {
  await providers.close();
  await database.close();
});

/** What both must agree on: whom, by what, why, and when it went. */
function fates(rows: readonly (RealRow | SimulatedRow)[]): string[] {
  return rows.map((row) =>
    [
      ...[row.occasion, row.severity, row.channel, row.recipient, row.status, row.gate, row.reason],
      ...[row.createdAt.toISOString(), row.deliveredAt?.toISOString() ?? "-", row.bundle ?? "-"],
    ].join(" | "),
  );
}

describe("what a simulation previews", () => {
  it(`is what the services really do, ${RUNS} times at random`, { timeout: 6 * HOUR_MS }, async () => {
    let played = 0;
    await fc.assert(
      fc.asyncProperty(anyStory, async (any) => {
        await database.reset();
        const house = new RealHouse(any, { providers, contextAt: (now) => database.context({ now }) });
        const { rows } = simulate(storyOf(any), await house.furnish(), any.at);
        expect(fates(await house.play())).toEqual(fates(rows));
        played += 1;
        if (played % WORD_EVERY === 0) console.info(`${played} stories played`);
      }),
      { numRuns: RUNS },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LiveHouse } from "./live-fixture";
import { simulate } from "./simulate";
import type { SimulatedRow } from "./simulation";
import { anyStory } from "./story-fixture";
import { storyOf, worldOf } from "./world-fixture";

const RUNS = Number(process.env.SIMULATE_RUNS ?? 10_000);

/** What both must agree on: whom, by what, why, and when it went. */
function fates(rows: readonly SimulatedRow[]): string[] {
  return rows.map(
    ({ id, occasion, severity, channel, recipient, status, reason, gate, createdAt, deliveredAt, bundle }) =>
      [
        id,
        occasion,
        severity,
        channel,
        recipient,
        status,
        reason,
        gate,
        createdAt.toISOString(),
        deliveredAt?.toISOString(),
        bundle,
      ].join(" | "),
  );
}

/** A tenth of a per cent of these would not be seen missing: the stories must be about everything. */
const MUST_HAPPEN = ["stepped", "acknowledged", "retriggered", "resolved", "hidden", "unmuted", "released"];
const MUST_DECIDE = [
  "role and brand",
  "occasion",
  "configured",
  "preference",
  "delay",
  "quiet hours",
  "muted",
  "cap",
  "group wait",
];

describe("whatever the house, its alert and what people do", () => {
  it(`a simulation comes to the rows of a house that lives through it tick by tick, ${RUNS} times`, () => {
    fc.assert(
      fc.property(anyStory, (any) => {
        const [story, world] = [storyOf(any), worldOf(any)];
        const { rows } = simulate(story, world, any.at);
        expect(fates(rows)).toEqual(fates(new LiveHouse(story, world, any.at).live().rows));
      }),
      { numRuns: RUNS },
    );
  }, 1_800_000);

  it("the random stories are about everything that can happen", { timeout: 60_000 }, () => {
    const seen = new Set<string>();
    for (const any of fc.sample(anyStory, { numRuns: 200, seed: 1 })) {
      const { moments, rows } = simulate(storyOf(any), worldOf(any), any.at);
      for (const { kind, passedOver } of moments) {
        seen.add(kind);
        if (passedOver.length > 0) seen.add("passed over");
      }
      for (const { gate } of rows) seen.add(gate);
    }
    const missing = [...MUST_HAPPEN, ...MUST_DECIDE, "passed over"].filter((one) => !seen.has(one));
    expect(missing).toEqual([]);
  });
});

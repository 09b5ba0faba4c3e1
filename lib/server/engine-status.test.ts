import { expect, it } from "vitest";
import { countMissedTicks, engineStatus, publishEngineStatus } from "./engine-status";

it("knows nothing where no engine was started, then what the engine says, with the ticks missed", async () => {
  expect(await engineStatus()).toBeNull();
  countMissedTicks(2);
  const said = { isReady: true, holder: "host:1:a", unheldMs: 0, queueDepth: 3, running: 1, lastTickLatenessMs: 41 };
  publishEngineStatus(async () => ({ kind: "embedded", ...said }));
  countMissedTicks(1);
  expect(await engineStatus()).toEqual({ kind: "embedded", ...said, missedTicks: 3 });
});

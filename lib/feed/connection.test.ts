import { describe, expect, it } from "vitest";
import { type ConnectionEvent, moveConnection, NOT_YET_CONNECTED, reconnectDelayMs } from "./connection";

/** Each event a second after the one before. */
const after = (...events: ConnectionEvent[]) =>
  events.reduce((state, event, index) => moveConnection(state, event, (index + 1) * 1000), NOT_YET_CONNECTED);
const broke = { kind: "broke", isOnline: true } as const;

describe("the connection a page shows", () => {
  it.each([
    ["is live once open", [{ kind: "opened" }], { state: "live", updatedAt: null }],
    ["knows when it was renewed", [{ kind: "opened" }, { kind: "received" }], { state: "live", updatedAt: 2000 }],
    ["says since when it is broken", [{ kind: "opened" }, broke, broke], { state: "reconnecting", brokenAt: 2000 }],
    ["says that there is no network", [{ kind: "broke", isOnline: false }], { state: "offline", brokenAt: 1000 }],
    ["is live again when open again", [broke, { kind: "opened" }], { state: "live", brokenAt: null }],
    ["ends with the session", [{ kind: "opened" }, { kind: "refused" }], { state: "offline", brokenAt: 2000 }],
  ] as const)("%s", (_, events, expected) => {
    expect(after(...events)).toMatchObject(expected);
  });

  it("counts what waits while paused, and is renewed when it goes on", () => {
    const paused = [{ kind: "opened" }, { kind: "paused" }, { kind: "received" }, { kind: "received" }] as const;
    expect(after(...paused)).toMatchObject({ state: "paused", waiting: 2, updatedAt: null });
    expect(after(...paused, { kind: "resumed" })).toMatchObject({ state: "live", waiting: 0, updatedAt: 5000 });
  });

  it("that broke during a pause stays paused, and says so afterwards", () => {
    expect(after({ kind: "paused" }, broke)).toMatchObject({ state: "paused", brokenAt: 2000 });
    expect(after({ kind: "paused" }, broke, { kind: "resumed" })).toMatchObject({
      state: "reconnecting",
      brokenAt: 2000,
    });
    expect(after({ kind: "paused" }, broke, { kind: "opened" })).toMatchObject({ state: "paused", brokenAt: null });
  });

  it("is tried again after 1, 2, 4 … at most 30 seconds", () => {
    expect([1, 2, 3, 6, 60].map(reconnectDelayMs)).toEqual([1000, 2000, 4000, 30_000, 30_000]);
  });
});

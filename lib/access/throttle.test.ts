import { describe, expect, it } from "vitest";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { throttleSignIn } from "./throttle";

const now = new Date("2026-03-01T12:00:00Z");
/** `count` failures a second apart, the last `agoMs` before now. */
const failures = (count: number, agoMs = 0) =>
  Array.from({ length: count }, (_, index) => addMs(now, -agoMs - index * SECOND_MS));

describe("throttle of sign-ins", () => {
  it.each([0, 1, 4])("%i failures of an e-mail do not hold up the next attempt", (count) => {
    expect(throttleSignIn({ email: failures(count), address: [] }, now)).toEqual({ kind: "allow" });
  });

  it.each([
    [5, 30],
    [6, 60],
    [7, 120],
    [9, 480],
    [10, 900],
    [40, 900],
  ])("after %i failures the next attempt waits %i s from the last", (count, seconds) => {
    const verdict = throttleSignIn({ email: failures(count, 10 * SECOND_MS), address: [] }, now);
    expect(verdict).toEqual({ kind: "wait", until: addMs(now, (seconds - 10) * SECOND_MS) });
  });

  it("lets the attempt through at the very instant the wait ends", () => {
    expect(throttleSignIn({ email: failures(5, 30 * SECOND_MS), address: [] }, now)).toEqual({ kind: "allow" });
  });

  it("forgets failures after a quarter of an hour", () => {
    expect(throttleSignIn({ email: failures(12, 15 * MINUTE_MS), address: [] }, now)).toEqual({ kind: "allow" });
  });

  it("gives an address more tries than an e-mail, and takes the longer wait of both", () => {
    expect(throttleSignIn({ email: [], address: failures(19) }, now)).toEqual({ kind: "allow" });
    expect(throttleSignIn({ email: failures(5), address: failures(22) }, now)).toEqual({
      kind: "wait",
      until: addMs(now, 120 * SECOND_MS),
    });
  });
});

import { describe, expect, it } from "vitest";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import { type AttemptOutcome, type Circuit, CLOSED, isWorthAlert, noteOutcome } from "./circuit";
import type { DeliveryFailure } from "./schema";

const now = new Date("2026-11-20T03:10:00Z");
const outcome = (message: number, failure: DeliveryFailure | null, at = now): AttemptOutcome => {
  return { channel: "webhook", message, failure, at };
};
const error500: DeliveryFailure = { kind: "http", status: 500 };
const unreachable: DeliveryFailure = { kind: "broken-connection", isUnreachable: true };
const after = (outcomes: readonly AttemptOutcome[], from: Circuit = CLOSED) =>
  outcomes.reduce((circuit, one) => noteOutcome(circuit, one, one.at), from);

describe("a closed circuit", () => {
  it.each<[string, DeliveryFailure, string]>([
    ["an unreachable provider", unreachable, "the provider cannot be reached"],
    ["rejected credentials", { kind: "http", status: 401 }, "the provider rejected the credentials (401)"],
    ["a rate limit", { kind: "http", status: 429 }, "the provider limits the rate of messages (429)"],
    ["a rejected SMTP login", { kind: "smtp", code: 535 }, "the mail server rejected the credentials (535)"],
  ])("opens at once for %s", (_, failure, reason) => {
    expect(after([outcome(1, failure)])).toMatchObject({ openedAt: now, reason, probes: 0 });
  });

  it("stays closed however often one poisoned message fails", () => {
    const poisoned = Array.from({ length: 50 }, () => outcome(1, error500));
    expect(after(poisoned).openedAt).toBeNull();
    expect(after([...poisoned, outcome(2, null), outcome(3, null), ...poisoned]).openedAt).toBeNull();
  });

  it("stays closed while three in ten fail, and opens once eight in ten do", () => {
    const mixed = Array.from({ length: 60 }, (_, index) => outcome(index, index % 10 < 3 ? error500 : null));
    expect(after(mixed).openedAt).toBeNull();
    const failing = Array.from({ length: 8 }, (_, index) => outcome(100 + index, error500));
    expect(after([...mixed, ...failing])).toMatchObject({ reason: "8 of the last 10 messages failed" });
  });

  it("is not opened by one browser maker's push service, nor by what never left", () => {
    expect(noteOutcome(CLOSED, { ...outcome(1, unreachable), channel: "push" }, now).openedAt).toBeNull();
    expect(after([outcome(1, { kind: "undeliverable" })])).toEqual(CLOSED);
  });
});

describe("an open circuit", () => {
  const open = after([outcome(1, unreachable)]);

  it("is probed after 2 s, 3 s, 5 s, 10 s, 20 s, 30 s, and each minute from then on", () => {
    const waits: number[] = [];
    let circuit = open;
    for (let probe = 0; probe < 8; probe += 1) {
      const at = circuit.probeAt ?? now;
      waits.push((at.getTime() - (probe === 0 ? now : at).getTime()) / SECOND_MS);
      circuit = noteOutcome(circuit, outcome(probe, unreachable, at), at);
      waits[waits.length - 1] = ((circuit.probeAt ?? at).getTime() - at.getTime()) / SECOND_MS;
    }
    expect(open.probeAt).toEqual(addMs(now, 2 * SECOND_MS));
    expect(waits).toEqual([3, 5, 10, 20, 30, 60, 60, 60]);
  });

  it("honours Retry-After up to a minute", () => {
    const asked = (seconds: number) =>
      after([outcome(1, { kind: "http", status: 429, retryAfterMs: seconds * SECOND_MS })]).probeAt;
    expect(asked(10)).toEqual(addMs(now, 10 * SECOND_MS));
    expect(asked(82_800)).toEqual(addMs(now, 60 * SECOND_MS));
  });

  it("does not count what was under way when it opened as a probe", () => {
    expect(noteOutcome(open, outcome(2, unreachable, addMs(now, -SECOND_MS)), now)).toMatchObject({ probes: 0 });
  });

  it("closes with the first message that is taken, and forgets the failures before", () => {
    expect(after([outcome(3, null)], open)).toEqual(CLOSED);
  });

  it("is worth an alert after a few seconds, not before", () => {
    expect([1, 5].map((seconds) => isWorthAlert(open, addMs(now, seconds * SECOND_MS)))).toEqual([false, true]);
  });
});

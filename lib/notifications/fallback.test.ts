import { describe, expect, it } from "vitest";
import { aHouse, aPerson, aTelling, somePreferences } from "@/lib/fixtures";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import { decideFallback, type Stuck, type StuckAt } from "./fallback";
import type { House } from "./house";

const now = new Date("2026-11-20T09:00:00Z");
const stuck: Stuck = {
  channel: "email",
  severity: "critical",
  occasion: "triggered",
  status: "queued",
  dueAt: addMs(now, -60 * SECOND_MS),
  lastError: "450 try later",
};
const ana = aPerson({ preferences: somePreferences({ channels: { sms: true, push: true } }) });

function decided(changes: Partial<Stuck> = {}, at: Partial<StuckAt> = {}, house: Partial<House> = {}) {
  const given = { person: ana, decided: [], isOver: false, ...at, stuck: { ...stuck, ...changes } };
  return decideFallback(given, aTelling(), aHouse({ people: [given.person], ...house }), now);
}

describe("a critical message that its channel has not taken", () => {
  it("goes by the person's next channel, in words", () => {
    expect(decided()).toEqual({
      kind: "fall-back",
      channel: "push",
      recipient: "account:7",
      reason: "email has not taken it for 60 s (450 try later): told by push instead",
    });
  });

  it.each<[string, Parameters<typeof decided>, string]>([
    ["push was tried too", [{}, { decided: [{ channel: "push", status: "failed" }] }], "sms"],
    ["push is under way", [{}, { decided: [{ channel: "push", status: "sending" }] }], "sms"],
    ["push was skipped before", [{}, { decided: [{ channel: "push", status: "skipped" }] }], "push"],
    ["push itself is stuck", [{ channel: "push" }], "sms"],
    ["push is not ready", [{}, {}, { unready: { push: "push is not configured" } }], "sms"],
    ["the person has no browser", [{}, { person: { ...ana, contacts: { ...ana.contacts, browsers: 0 } } }], "sms"],
    [
      "the person switched push off",
      [{}, { person: { ...ana, preferences: somePreferences({ channels: { push: false } }) } }],
      "sms",
    ],
    [
      "push and text messages are stuck",
      [{ channel: "push" }, { decided: [{ channel: "sms", status: "queued" }] }],
      "email",
    ],
  ])("when %s", (_what, asked, channel) => {
    expect(decided(...asked)).toMatchObject({ kind: "fall-back", channel });
  });

  it("falls back at once where its channel refused for good", () => {
    const word = { status: "failed", dueAt: now, lastError: "550 no such mailbox" } as const;
    expect(decided(word)).toMatchObject({
      kind: "fall-back",
      reason: "email did not take it (550 no such mailbox): told by push instead",
    });
  });

  it.each<[string, Parameters<typeof decided>, string]>([
    ["59 s have passed", [{ dueAt: addMs(now, -59 * SECOND_MS) }], "its channel is given 60 s to take it"],
    ["it is a warning", [{ severity: "warning" }], "only critical and graver alerts fall back"],
    ["it tells a resolution", [{ occasion: "resolved" }], "the end of an alert is not urgent"],
    ["somebody acknowledged", [{}, { isOver: true }], "somebody has it, or it is resolved"],
    ["another channel told it", [{}, { decided: [{ channel: "slack", status: "delivered" }] }], "slack has told it"],
    [
      "no other channel reaches the person",
      [{}, { person: aPerson({ contacts: { ...ana.contacts, phone: null, browsers: 0 } }) }],
      "no other channel reaches this person",
    ],
  ])("stays where %s", (_what, asked, because) => {
    expect(decided(...asked)).toEqual({ kind: "none", because });
  });
});

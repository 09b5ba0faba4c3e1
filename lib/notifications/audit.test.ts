import { describe, expect, it } from "vitest";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { findUnanswered, type OpenAlert, UNANSWERED } from "./audit";

const now = new Date("2026-11-20T09:00:00Z");
const soon = addMs(now, 5 * MINUTE_MS);
const longAgo = addMs(now, -3 * MINUTE_MS);
const alert: OpenAlert = {
  id: 42,
  ruleName: "payment_outage",
  escalatesAt: soon,
  next: { kind: "escalate", at: soon },
};
const found = (changes: Parameters<typeof findUnanswered>[0] | Partial<OpenAlert>) =>
  findUnanswered(
    "alerts" in changes ? changes : { alerts: [{ ...alert, ...changes }], queues: [], unplanned: [] },
    now,
  ).map(({ words }) => words);

describe("an open alert", () => {
  it.each<[string, Partial<OpenAlert>]>([
    ["whose next step is planned", {}],
    ["whose steps were all taken", { escalatesAt: null, next: { kind: "none", because: "all steps were taken" } }],
    [
      "whose step was due a minute ago",
      { escalatesAt: addMs(now, -MINUTE_MS), next: { kind: "escalate", at: addMs(now, -MINUTE_MS) } },
    ],
    ["that tells of what is unanswered itself", { ruleName: UNANSWERED, escalatesAt: null }],
  ])("%s is answered", (_what, changes) => {
    expect(found(changes)).toEqual([]);
  });

  it.each<[string, Partial<OpenAlert>, string]>([
    [
      "without a step",
      { escalatesAt: null },
      "alert 42: no step is planned, and its policy has one at 2026-11-20 09:05 UTC",
    ],
    [
      "with a step at another time",
      { escalatesAt: addMs(soon, MINUTE_MS) },
      "alert 42: its step is planned for 2026-11-20 09:06 UTC, and its policy says 2026-11-20 09:05 UTC",
    ],
    [
      "with a step its policy does not know",
      { next: { kind: "none", because: "all steps of Default were taken" } },
      "alert 42: a step is planned for 2026-11-20 09:05 UTC, and there is none to take (all steps of Default were taken)",
    ],
    [
      "whose step was due three minutes ago",
      { escalatesAt: longAgo, next: { kind: "escalate", at: longAgo } },
      "alert 42: its step of 2026-11-20 08:57 UTC was not taken",
    ],
  ])("%s is not answered", (_what, changes, words) => {
    expect(found(changes)).toEqual([words]);
  });
});

describe("messages and occasions", () => {
  const queue = { channel: "email", recipient: "account:7", since: longAgo, messages: 12, alertId: 42 } as const;

  it("are late when nobody took them for two minutes", () => {
    const queues = [queue, { ...queue, since: addMs(now, -MINUTE_MS) }];
    expect(found({ alerts: [], queues, unplanned: [] })).toEqual([
      "12 messages by email to account:7 were due at 2026-11-20 08:57 UTC, and nobody took them",
    ]);
  });

  it("are unplanned where nothing was decided", () => {
    expect(found({ alerts: [], queues: [], unplanned: [{ alertId: 42, occasion: "escalated:1" }] })).toEqual([
      'alert 42: nothing was decided about "escalated:1"',
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import { addMs, DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { type Amendment, amend, LONGEST_SNOOZE_MS } from "./amend";
import { describeChange } from "./describe-change";
import { AssignBody, BulkBody, CommentBody, SnoozeBody } from "./requests";

const now = new Date("2026-11-20T09:00:00Z");
const snooze = (given: Partial<Extract<Amendment, { command: "snooze" }>>): Amendment => ({
  command: "snooze",
  lengthMs: null,
  until: null,
  untilWorse: false,
  ...given,
});

describe("a snooze", () => {
  it("ends at an instant, when the alert is graver than now, or whichever comes first", () => {
    const of = (amendment: Amendment) => amend(anAlert(), amendment, "Ana", now);
    expect(of(snooze({ lengthMs: 30 * MINUTE_MS }))).toEqual({
      kind: "amended",
      change: { snooze: { until: "2026-11-20T09:30:00.000Z", worseThan: null, by: "Ana" } },
    });
    expect(of(snooze({ until: addMs(now, DAY_MS), untilWorse: true }))).toMatchObject({
      change: { snooze: { until: "2026-11-21T09:00:00.000Z", worseThan: "critical" } },
    });
    expect(of(snooze({ untilWorse: true }))).toMatchObject({ change: { snooze: { until: null } } });
  });

  it.each([
    ["over", { until: now }, "until"],
    ["longer than seven days", { lengthMs: LONGEST_SNOOZE_MS + 1 }, "minutes"],
    ["without any end", {}, "minutes"],
  ])("that is %s is refused with the field", (_name, given, field) => {
    expect(amend(anAlert(), snooze(given), "Ana", now)).toMatchObject({ kind: "refused", code: "invalid", field });
  });

  it("is refused for player safety in a sentence, and for what is over", () => {
    const safety = anAlert({ class: "player_safety" });
    expect(amend(safety, snooze({ lengthMs: MINUTE_MS }), "Ana", now)).toMatchObject({
      code: "forbidden",
      reason: "An alert about the safety of players cannot be snoozed: acknowledge it, or resolve it.",
    });
    expect(amend(anAlert({ status: "resolved" }), snooze({ lengthMs: MINUTE_MS }), "Ana", now)).toMatchObject({
      code: "conflict",
      reason: "The alert is resolved, which is its end: it cannot be snoozed.",
    });
    expect(amend(anAlert(), { command: "unsnooze" }, "Ana", now)).toMatchObject({ code: "conflict" });
  });
});

describe("an assignment and an outcome", () => {
  const ana = { id: 1, name: "Ana" };
  it("change what they are about, and are refused when nothing would change", () => {
    expect(amend(anAlert(), { command: "assign", to: ana }, "Ana", now)).toEqual({
      kind: "amended",
      change: { assignedTo: ana },
    });
    expect(amend(anAlert({ assignedTo: ana }), { command: "assign", to: ana }, "Ana", now)).toMatchObject({
      reason: "The alert is already assigned to Ana.",
    });
    expect(amend(anAlert(), { command: "assign", to: null }, "Ana", now)).toMatchObject({
      reason: "The alert is assigned to nobody.",
    });
    const over = anAlert({ status: "resolved" });
    expect(amend(over, { command: "outcome", outcome: "noise" }, "Ana", now)).toMatchObject({
      change: { outcome: "noise" },
    });
    expect(amend({ ...over, outcome: "noise" }, { command: "outcome", outcome: "noise" }, "Ana", now)).toMatchObject({
      reason: "The alert is already marked noise.",
    });
    expect(amend(over, { command: "assign", to: ana }, "Ana", now)).toMatchObject({ code: "conflict" });
    expect(amend(over, { command: "comment", text: "x" }, "Ana", now)).toEqual({ kind: "amended", change: {} });
  });
});

describe("what was quicker", () => {
  it("is told with who and how long ago", () => {
    const line = { kind: "acknowledged", actor: "Ana", at: addMs(now, -3 * SECOND_MS) } as const;
    expect(describeChange(line, now)).toBe("Ana acknowledged it 3 s ago");
    expect(describeChange({ ...line, at: now }, now)).toBe("Ana acknowledged it just now");
    expect(describeChange({ ...line, kind: "worsened", actor: "system" }, now)).toBe("It worsened 3 s ago");
  });
});

describe("what the commands take", () => {
  it.each([
    [SnoozeBody, { minutes: 0 }, "minutes"],
    [SnoozeBody, { until: "tomorrow" }, "until"],
    [CommentBody, { text: " " }, "text"],
    [CommentBody, { text: "x".repeat(4001) }, "text"],
    [AssignBody, {}, "account_id"],
    [AssignBody, { account_id: "you" }, "account_id"],
    [BulkBody, { action: "delete", alerts: [{ id: 1 }] }, "action"],
    [BulkBody, { action: "acknowledge", alerts: [] }, "alerts"],
    [BulkBody, { action: "outcome", alerts: [{ id: 1 }], outcome: "good" }, "outcome"],
    [BulkBody, { action: "acknowledge", alerts: Array.from({ length: 501 }, (_, id) => ({ id: id + 1 })) }, "alerts"],
  ])("refuses %# with the field named", (body, given, field) => {
    expect(body.safeParse(given).error?.issues[0]?.path).toEqual([field]);
  });
});

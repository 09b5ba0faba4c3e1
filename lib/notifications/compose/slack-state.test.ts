import { describe, expect, it } from "vitest";
import type { Alert } from "@/lib/alerts/schema";
import { anAlert } from "@/lib/fixtures";
import { composeSlackReply, composeSlackState, readButtonValue } from "./slack-state";

const link = "https://pitboss.test/alerts/42";

function shown(changes: Partial<Alert> = {}) {
  const { attachments } = composeSlackState([{ alert: anAlert(changes), link }]);
  const [block] = attachments.flatMap((one) => ("blocks" in one ? [] : [one]));
  const buttons = attachments.flatMap((one) => ("blocks" in one ? one.blocks.flatMap(({ elements }) => elements) : []));
  return { block, buttons: buttons.map(({ action_id, value }) => `${action_id} ${value}`) };
}

describe("a message of Slack's bot", () => {
  it("shows the alert as it was raised, with what can be done about this version of it", () => {
    const { block, buttons } = shown({ version: 3 });
    expect(block).toMatchObject({ color: "#dc3545", title: "🚨 CRITICAL Alert: Payments failing at nordpay" });
    expect(block?.text).not.toContain("You are told");
    expect(buttons).toEqual(["acknowledge 42:3", "resolve 42:3", "escalate 42:3"]);
  });

  it("says who has it, by the reader's clock, and offers no second acknowledgement", () => {
    const { block, buttons } = shown({
      status: "acknowledged",
      acknowledgedBy: "Ana",
      acknowledgedAt: new Date("2026-11-20T09:12:00Z"),
      version: 2,
    });
    expect(block).toMatchObject({
      color: "#5c6f82",
      title: "👀 CRITICAL Alert, acknowledged by Ana 09:12 UTC: Payments failing at nordpay",
    });
    expect(block?.fields.at(-1)?.value).toBe("Acknowledged by Ana <!date^1795165920^at {time}|at 09:12 UTC>");
    expect(buttons).toEqual(["resolve 42:2", "escalate 42:2"]);
  });

  it("is green, struck through and without buttons once it is resolved", () => {
    const resolvedAt = new Date("2026-11-20T03:21:00Z");
    const { block, buttons } = shown({ status: "resolved", resolvedBy: "Ana", resolvedAt, resolutionNotes: "<back>" });
    expect(block).toMatchObject({
      color: "#2e8b57",
      title: "✅ CRITICAL Alert, resolved by Ana 03:21 UTC: Payments failing at nordpay",
    });
    expect(block?.text).toMatch(/^~.*~\nResolved by Ana .*\.\n&lt;back&gt;$/);
    expect(buttons).toEqual([]);
    expect(shown({ status: "resolved", autoResolved: true, resolvedAt }).block?.title).toContain("resolved by itself");
  });

  it("says why it was escalated, and that nobody has it any more", () => {
    const escalated = shown({ status: "escalated", severity: "emergency", escalationReason: "nobody & nothing" });
    expect(escalated.block?.text).toContain("nobody &amp; nothing");
    expect(shown({ retriggers: 1 }).block?.text).toContain("Triggered again: nobody has it");
  });

  it("says below it what got graver, and nothing of what did not", () => {
    const source = { alert: anAlert(), link, correlationId: "c-1" };
    expect(composeSlackReply([{ ...source, occasion: "worsened:4" }])?.attachments).toHaveLength(1);
    expect(composeSlackReply([{ ...source, occasion: "acknowledged:4" }])).toBeNull();
    expect(composeSlackReply([{ ...source, occasion: "resolved" }])).toBeNull();
  });
});

describe("a button's value", () => {
  it.each([
    ["42:3", { alertId: 42, version: 3 }],
    ["42", null],
    ["0:1", null],
    ["42:3; drop", null],
  ])("%s is read as %o", (value, read) => {
    expect(readButtonValue(value)).toEqual(read);
  });
});

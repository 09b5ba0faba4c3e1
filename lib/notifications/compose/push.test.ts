import { describe, expect, it } from "vitest";
import type { Alert } from "@/lib/alerts/schema";
import { anAlert } from "@/lib/fixtures";
import type { Occasion } from "@/lib/notifications/schema";
import { composePush } from "./push";

const ways = { link: "https://pit.test/a/x", code: null };
const source = (changes: Partial<Alert> = {}, occasion: Occasion = "triggered") => ({
  alert: anAlert(changes),
  occasion,
  link: `https://pit.test/alerts/${changes.id ?? 42}`,
  correlationId: "run-00000001",
  acknowledge: ways,
});

describe("a push", () => {
  it("names the alert, opens it, and can acknowledge it", () => {
    expect(composePush([source({ brand: "aurora" })])).toEqual({
      title: "CRITICAL: Payments failing at nordpay",
      body: "38.2 %, aurora, since 09:00 UTC. You are told because it was raised.",
      url: "https://pit.test/alerts/42",
      tag: "pitboss/alert-42",
      isSilent: false,
      severity: "critical",
      acknowledgeUrl: ways.link,
    });
  });

  it.each([
    ["resolved", { status: "resolved" }, "Resolved: "],
    ["acknowledged:2", { status: "acknowledged", acknowledgedBy: "Mara" }, "Acknowledged: "],
  ] as const)("of what is %s takes the place of the first, without a sound or an action", (occasion, changes, word) => {
    const push = composePush([source(changes, occasion)]);
    expect(push).toMatchObject({ tag: composePush([source()]).tag, isSilent: true, acknowledgeUrl: null });
    expect(push.title.startsWith(word)).toBe(true);
  });

  it("is silent for an info, and loud from warning on", () => {
    expect(composePush([source({ severity: "info" })]).isSilent).toBe(true);
    expect(composePush([source({ severity: "warning" })]).isSilent).toBe(false);
  });

  it("of several names the gravest that burns", () => {
    const push = composePush([source({ severity: "warning" }), source({ id: 43 }), source({ id: 44 })]);
    expect(push).toMatchObject({ title: expect.stringMatching(/^CRITICAL: .* and 2 more$/), tag: "pitboss/alert-43" });
  });

  it("stays far below what a push service takes, whatever the words", () => {
    const push = composePush([source({ details: { title: "長".repeat(4000) }, brand: "x".repeat(4000) })]);
    expect(Buffer.byteLength(JSON.stringify(push))).toBeLessThan(2000);
  });
});

import { describe, expect, it } from "vitest";
import type { NotificationWire } from "@/lib/notifications/wire";
import { describeMine } from "./describe-mine";

const decision = (given: Partial<NotificationWire>): NotificationWire => ({
  id: 1,
  occasion: "triggered",
  channel: "email",
  recipient: "account:1",
  name: "Mara",
  severity: "critical",
  status: "skipped",
  reason: "has e-mail switched off",
  attempts: 0,
  next_attempt_at: null,
  delivered_at: null,
  receipt: null,
  last_error: null,
  created_at: "2026-03-01T12:00:01.000Z",
  ...given,
});

describe("why the reader was or was not told", () => {
  it("is not known before anything was decided", () => {
    expect(describeMine([], 1)).toBeNull();
  });

  it("is the reason of each way where they differ, and one where all have the same", () => {
    const sms = decision({ channel: "sms", reason: "has given no telephone number" });
    expect(describeMine([decision({}), sms], 1)?.words).toBe(
      "You were not told: E-mail: has e-mail switched off; SMS: has given no telephone number",
    );
    const viewer = { reason: "alerts are told to admins, and this is viewer" };
    expect(describeMine([decision(viewer), decision({ ...viewer, channel: "sms" })], 1)?.words).toBe(
      "You were not told: alerts are told to admins, and this is viewer",
    );
  });

  it("is what was decided when it was raised, not that its end was not told either", () => {
    const end = decision({ occasion: "acknowledged:4", reason: "it was not told here" });
    expect(describeMine([decision({}), end], 1)?.words).toBe("You were not told: has e-mail switched off");
  });

  it("is that it waits, for what and until when", () => {
    const held = { status: "held", reason: "quiet hours 22:00–08:00 UTC", next_attempt_at: "2026-03-02T08:00:00.000Z" };
    expect(describeMine([decision({ ...held, status: "held" }), decision({ channel: "sms" })], 1)).toEqual({
      kind: "coming",
      words: "You were not told yet: quiet hours 22:00–08:00 UTC, by E-mail",
      at: "2026-03-02T08:00:00.000Z",
    });
  });

  it("is that it was told, by what and when last", () => {
    const at = (minute: string) => ({ status: "delivered", delivered_at: `2026-03-01T12:${minute}:00.000Z` }) as const;
    expect(describeMine([decision(at("01")), decision({ ...at("05"), channel: "push" })], 1)).toEqual({
      kind: "told",
      words: "You were told by E-mail and Push",
      at: "2026-03-01T12:05:00.000Z",
    });
  });

  it("is that nothing could reach who was not there, though others were decided about", () => {
    expect(describeMine([decision({ recipient: "account:2" })], 1)?.words).toBe(
      "You were not told: nothing could reach you when it was raised",
    );
  });
});

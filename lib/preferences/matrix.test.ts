import { describe, expect, it } from "vitest";
import { SEVERITIES } from "@/lib/kernel/severity";
import { type Floors, isCellOn, isHeldAtNight, switchCell } from "./matrix";
import type { PersonalChannel } from "./schema";
import { DEFAULT_PREFERENCES, type PreferencesWire } from "./wire";

const FLOORS: Floors = { email: "critical", slack: "warning", push: "critical", sms: "emergency" };

const rowOf = (saved: PreferencesWire, channel: PersonalChannel) =>
  SEVERITIES.map((severity) => (isCellOn(saved, { channel, severity }, FLOORS) ? "x" : ".")).join("");

describe("the matrix of channels and severities", () => {
  it.each([
    ["email", {}, "..xx"],
    ["slack", {}, ".xxx"],
    ["sms", {}, "...."],
    ["sms", { sms_notifications: true }, "...x"],
    ["slack", { warning_alerts: false }, "..xx"],
    ["slack", { critical_alerts: false }, ".x.."],
    ["slack", { critical_alerts: false, emergency_alerts: true }, ".x.x"],
    ["email", { channel_severities: { email: { warning: true, critical: false } } }, ".x.x"],
    ["email", { email_notifications: false, channel_severities: { email: { warning: true } } }, "...."],
  ] as const)("of %s with %o is %s", (channel, changes, row) => {
    expect(rowOf({ ...DEFAULT_PREFERENCES, ...changes }, channel)).toBe(row);
  });

  it.each(["email", "slack", "push", "sms"] as const)(
    "switches one cell of %s and no other, there and back",
    (channel) => {
      for (const severity of SEVERITIES) {
        const once = { ...DEFAULT_PREFERENCES, ...switchCell(DEFAULT_PREFERENCES, { channel, severity }, FLOORS) };
        const differs = SEVERITIES.filter((other) => {
          const cell = { channel, severity: other };
          return isCellOn(once, cell, FLOORS) !== isCellOn(DEFAULT_PREFERENCES, cell, FLOORS);
        });
        expect(differs).toEqual([severity]);
        const twice = { ...once, ...switchCell(once, { channel, severity }, FLOORS) };
        expect(rowOf(twice, channel)).toBe(rowOf(DEFAULT_PREFERENCES, channel));
      }
    },
  );

  it("says what quiet hours hold", () => {
    const held = (changes: Partial<PreferencesWire>) =>
      SEVERITIES.filter((severity) => isHeldAtNight({ ...DEFAULT_PREFERENCES, ...changes }, severity));
    expect(held({})).toEqual([]);
    expect(held({ quiet_hours_enabled: true })).toEqual(["info", "warning"]);
    expect(held({ quiet_hours_enabled: true, critical_breaks_quiet: false })).toEqual([...SEVERITIES]);
  });
});

import { describe, expect, it } from "vitest";
import { applyBody, PreferencesBody } from "./body";
import { DEFAULT_PREFERENCES, quietHoursOf } from "./wire";

const apply = (body: object) => applyBody(DEFAULT_PREFERENCES, PreferencesBody.parse(body));

describe("a body of preferences", () => {
  it("is what was given, or parts of it, and ignores what only a GET has", () => {
    expect(apply({ ...DEFAULT_PREFERENCES, id: 3, created_at: "yesterday" })).toEqual(DEFAULT_PREFERENCES);
    expect(apply({ info_alerts: true })).toEqual({ ...DEFAULT_PREFERENCES, info_alerts: true });
    expect(applyBody({ ...DEFAULT_PREFERENCES, phone: "+35621234567" }, { phone: null }).phone).toBeNull();
  });

  it.each([
    [{ email_notifications: "yes" }, "email_notifications", "expected true or false"],
    [{ quiet_start_time: "24:00" }, "quiet_start_time", "such as 08:00"],
    [{ quiet_end_time: "8:00" }, "quiet_end_time", "such as 08:00"],
    [{ time_zone: "Mars/Olympus" }, "time_zone", "such as Europe/Malta"],
    [{ email: "ana" }, "email", "such as ana@casino.example"],
    [{ phone: "0046 70 123" }, "phone", "such as +35621234567"],
    [{ slack_channel: "ops payments" }, "slack_channel", "such as #ops-payments"],
  ])("%o is refused and names %s", (body, field, words) => {
    const [issue] = PreferencesBody.safeParse(body).error?.issues ?? [];
    expect(issue?.path).toEqual([field]);
    expect(issue?.message).toContain(words);
  });

  it.each([
    [{ quiet_hours_enabled: true }, "quiet_start_time"],
    [{ quiet_hours_enabled: true, quiet_start_time: "22:00" }, "quiet_end_time"],
    [{ quiet_hours_enabled: true, quiet_start_time: "22:00", quiet_end_time: "22:00" }, "quiet_end_time"],
    [
      {
        quiet_hours_enabled: true,
        quiet_start_time: "22:00",
        quiet_end_time: "08:00",
        quiet_days: { sat: { start: "10:00", end: "10:00" } },
      },
      "quiet_days",
    ],
  ])("%o needs two different times", (body, field) => {
    expect(() => apply(body)).toThrow(expect.objectContaining({ field }));
  });

  it.each(["#ops-mara", "@mara", "U024BE7LH", "C0123456789"])("takes %s as a place of Slack", (place) => {
    expect(apply({ slack_channel: place }).slack_channel).toBe(place);
  });

  it("keeps quiet hours that are off, and reads those without a zone by UTC", () => {
    const kept = apply({ quiet_start_time: "22:00", quiet_end_time: "08:00" });
    expect(quietHoursOf(kept)).toBeNull();
    expect(quietHoursOf({ ...kept, quiet_hours_enabled: true })).toEqual({
      start: "22:00",
      end: "08:00",
      zone: "UTC",
      days: {},
    });
    expect(quietHoursOf({ ...kept, quiet_hours_enabled: true, quiet_end_time: "8" })).toBeNull();
    const lost = { ...kept, quiet_hours_enabled: true, time_zone: "Mars/Olympus" };
    expect(quietHoursOf(lost)?.zone).toBe("UTC");
  });
});

it("takes the mailboxes that settings take", () => {
  expect(PreferencesBody.parse({ email: "Ана@пример.рф" }).email).toBe("ана@xn--e1afmkfd.xn--p1ai");
  expect(PreferencesBody.safeParse({ email: "ana" }).error?.issues[0]?.message).toMatch(/^expected an e-mail address/);
});

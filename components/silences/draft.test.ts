import { describe, expect, it } from "vitest";
import { aSilence } from "@/lib/silences/silence-fixture";
import { standingOf } from "@/lib/silences/standing-of";
import { silenceToWire } from "@/lib/silences/wire";
import { bodyOf, draftOf, wordOfLength } from "./draft";

const now = new Date("2026-11-20T10:00:00Z");
const wireOf = (changes: Parameters<typeof aSilence>[0]) => {
  const silence = aSilence(changes);
  return silenceToWire(silence, standingOf(silence, now));
};

describe("the form of a silence that is changed", () => {
  it("sends back what it was given, to the second, where nothing is touched", () => {
    const given = wireOf({
      matchers: [
        { label: "provider", operator: "=~", value: "nord.*" },
        { label: "rule", operator: "=", value: "payment_outage" },
        { label: "brand", operator: "=", value: "aurora" },
      ],
      startsAt: new Date("2026-11-20T09:58:13.250Z"),
      endsAt: new Date("2026-11-20T11:33:40Z"),
      warnMinutes: 30,
    });
    const draft = draftOf(given);
    expect(draft).toMatchObject({ rule: "payment_outage", brand: "aurora", minutes: 95, startsAt: "2026-11-20T09:58" });
    const { matchers, ...body } = bodyOf(draft, "America/New_York");
    expect(given).toMatchObject(body);
    expect(matchers).toHaveLength(given.matchers.length);
    expect(matchers).toEqual(expect.arrayContaining(given.matchers));
    expect(body).not.toHaveProperty("duration_minutes");
  });

  it("sends a length instead of the end once the length or the beginning is chosen", () => {
    const draft = draftOf(wireOf({}));
    const longer = bodyOf({ ...draft, minutes: 120 }, "UTC");
    expect(longer).toMatchObject({ starts_at: "2026-11-20T02:00:00.000Z", duration_minutes: 120 });
    expect(longer).not.toHaveProperty("ends_at");
    expect(bodyOf({ ...draft, startsAt: "" }, "UTC")).toMatchObject({ starts_at: null, duration_minutes: 60 });
  });

  it.each([
    {
      zone: "Europe/London",
      at: "2026-07-01T01:00:00.000Z",
      shown: "2026-07-01T02:00",
      moved: "2026-07-01T02:00:00.000Z",
    },
    {
      zone: "America/New_York",
      at: "2026-12-01T07:00:00.000Z",
      shown: "2026-12-01T02:00",
      moved: "2026-12-01T08:00:00.000Z",
    },
  ])("keeps the clock of $zone, wherever it is looked at", ({ zone, at, shown, moved }) => {
    const startsAt = new Date(at);
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    const draft = draftOf(wireOf({ startsAt, endsAt, timeZone: zone, recurrence: "FREQ=DAILY" }));
    expect(draft).toMatchObject({ startsAt: shown, repeat: "daily" });
    const later = { ...draft, startsAt: shown.replace("T02", "T03") };
    expect(bodyOf(later, "Asia/Tokyo")).toMatchObject({ starts_at: moved, time_zone: zone });
  });

  it.each([
    [null, "once"],
    ["FREQ=DAILY", "daily"],
    ["FREQ=WEEKLY", "weekly"],
    ["FREQ=WEEKLY;BYDAY=WE", "own"],
  ])("shows the recurrence %s as %s and sends it back", (recurrence, repeat) => {
    const draft = draftOf(wireOf({ recurrence }));
    expect(draft.repeat).toBe(repeat);
    expect(bodyOf(draft, "UTC").recurrence).toBe(recurrence);
  });

  it("says a length nobody chose in hours and minutes", () => {
    expect([15, 60, 95, 1440, 10_080].map(wordOfLength)).toEqual(["15 min", "1 h", "1 h 35 min", "24 h", "7 d"]);
  });
});

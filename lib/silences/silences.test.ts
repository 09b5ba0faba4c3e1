import { describe, expect, it } from "vitest";
import type { Matcher } from "@/lib/kernel/matchers";
import { SilenceBody } from "./body";
import { covers, stateOf } from "./covers";
import { describeSchedule, describeScope } from "./describe-silence";
import { readBody } from "./read-body";
import { aSilence } from "./silence-fixture";

const now = new Date("2026-11-20T02:30:00Z");
const labels = { brand: "aurora", class: "ordinary", rule: "api_latency_high" };
const of = (text: string): Matcher => {
  const [label = "", operator = "=", value = ""] = text.split(" ");
  return { label, operator: operator as Matcher["operator"], value };
};
const body = (changes: Record<string, unknown> = {}) => ({
  reason: "deploy",
  matchers: [of("brand = aurora")],
  duration_minutes: 120,
  ...changes,
});
const refusal = (changes: Record<string, unknown>) => {
  const parsed = SilenceBody.safeParse(body(changes));
  if (!parsed.success) return `${parsed.error.issues[0]?.path.join(".")}: ${parsed.error.issues[0]?.message}`;
  try {
    readBody(parsed.data, now);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return null;
};

describe("a silence", () => {
  it("hides what it matches up to its severity, while it lasts", () => {
    const until = new Date("2026-11-20T03:00:00Z");
    expect(covers(aSilence(), { labels, severity: "critical" }, now)).toEqual(until);
    expect(covers(aSilence({ maxSeverity: "warning" }), { labels, severity: "critical" }, now)).toBeNull();
    expect(covers(aSilence(), { labels, severity: "emergency" }, now)).toBeNull();
    expect(covers(aSilence(), { labels: { ...labels, brand: "kingfisher" }, severity: "info" }, now)).toBeNull();
    expect(covers(aSilence(), { labels, severity: "critical" }, until)).toBeNull();
  });

  it("never hides player safety", () => {
    expect(covers(aSilence(), { labels: { ...labels, class: "player_safety" }, severity: "info" }, now)).toBeNull();
  });

  it("is active, scheduled or ended", () => {
    expect(stateOf(aSilence(), now)).toBe("active");
    expect(stateOf(aSilence(), new Date("2026-11-20T01:00:00Z"))).toBe("scheduled");
    expect(stateOf(aSilence(), new Date("2026-11-20T04:00:00Z"))).toBe("ended");
    expect(stateOf(aSilence({ recurrence: "FREQ=DAILY" }), new Date("2026-11-20T04:00:00Z"))).toBe("scheduled");
    expect(stateOf(aSilence({ endedAt: now }), now)).toBe("ended");
  });

  it.each([
    [{}, "Once, for 1 h"],
    [{ recurrence: "FREQ=WEEKLY;BYDAY=WE", timeZone: "Europe/Malta" }, "Every Wed 03:00 to 04:00 Europe/Malta"],
    [{ recurrence: "FREQ=WEEKLY" }, "Every Fri 02:00 to 03:00 UTC"],
    [{ recurrence: "FREQ=DAILY;COUNT=3" }, "Every day 02:00 to 03:00 UTC, 3 times"],
    [{ recurrence: "FREQ=MONTHLY;BYDAY=1SU" }, "Every first Sun 02:00 to 03:00 UTC"],
    [{ recurrence: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE" }, "Every 2 weeks on Mon and Wed 02:00 to 03:00 UTC"],
  ])("says when: %o", (changes, words) => {
    expect(describeSchedule(aSilence(changes), now)).toBe(words);
  });

  it("says what it is about", () => {
    expect(describeScope(aSilence())).toBe("brand = aurora, up to critical");
  });
});

describe("saving a silence", () => {
  it("takes an end or a length, from now or later", () => {
    expect(readBody(SilenceBody.parse(body()), now).endsAt).toEqual(new Date("2026-11-20T04:30:00Z"));
    expect(refusal({ recurrence: "RRULE:FREQ=WEEKLY;BYDAY=WE", time_zone: "Europe/Malta" })).toBeNull();
  });

  it.each([
    [{ reason: " " }, "reason: expected why"],
    [{ matchers: [] }, "matchers: a silence of everything is refused"],
    [{ matchers: [of("brand =~ .*")] }, "matchers: this would hide everything"],
    [{ matchers: [of("rule =~ .+")] }, "matchers: this would hide everything"],
    [{ matchers: [of("brand != aurora")] }, "matchers: this would hide everything"],
    [{ matchers: [of("class = ordinary")] }, "matchers: this would hide everything"],
    [{ matchers: [of("severity =~ info|warning|critical")] }, "matchers: this would hide everything"],
    [
      { matchers: [of("brand = aurora"), of("class = player_safety")] },
      "matchers: player-safety alerts cannot be hidden",
    ],
    [{ matchers: [of("brand = aurora"), of("class != ordinary")] }, "matchers: player-safety alerts cannot be hidden"],
    [
      { max_severity: "emergency" },
      "max_severity: expected one of info, warning, critical: emergency alerts always pass",
    ],
    [{ time_zone: "Mars/Olympus" }, "time_zone: expected a time zone"],
    [{ recurrence: "FREQ=SECONDLY" }, "recurrence: FREQ must be one of"],
    [{ recurrence: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" }, "recurrence: never begins again"],
    [{ recurrence: "FREQ=DAILY", duration_minutes: 60 * 24 * 8 }, "ends_at: each occurrence lasts at most seven days"],
    [{ duration_minutes: null }, "ends_at: a silence must end"],
    [{ ends_at: "2026-11-20T09:00:00Z" }, "duration_minutes: send this or ends_at"],
    [{ duration_minutes: null, ends_at: "2026-11-20T02:00:00Z" }, "ends_at: must be at least one minute"],
    [
      { duration_minutes: null, starts_at: "2026-11-20T01:00:00Z", ends_at: "2026-11-20T02:00:00Z" },
      "ends_at: is past already",
    ],
    [{ warn_minutes: 0 }, "warn_minutes: expected 1 or more"],
  ])("refuses %o in words", (changes, words) => {
    expect(refusal(changes)).toContain(words);
  });
});

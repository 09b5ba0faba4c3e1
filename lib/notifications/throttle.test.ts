import { describe, expect, it } from "vitest";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { DEFAULT_CAPS, fullUntil, longestCapMs } from "./throttle";

const now = new Date("2026-11-20T09:00:00Z");
const ago = (ms: number) => addMs(now, -ms);
const sms = DEFAULT_CAPS.sms ?? [];

describe("a recipient's caps on a channel", () => {
  it.each<[string, Date[], Date | null]>([
    ["nothing was told", [], null],
    ["the last was told exactly a minute ago", [ago(MINUTE_MS)], null],
    ["the last was told a second ago", [ago(SECOND_MS)], addMs(now, 59 * SECOND_MS)],
    [
      "five were told, the oldest 14 minutes ago",
      [2, 5, 8, 11, 14].map((m) => ago(m * MINUTE_MS)),
      addMs(now, MINUTE_MS),
    ],
    [
      "more were told than the cap allows",
      [0, 1, 2, 3, 4, 5].map((m) => ago(m * MINUTE_MS)),
      addMs(now, 11 * MINUTE_MS),
    ],
  ])("when %s", (_what, told, until) => {
    expect(fullUntil(sms, told, now)?.until ?? null).toEqual(until);
  });

  it("say which one is full: the one that lasts longest", () => {
    const told = [0, 1, 2, 3, 4].map((minute) => ago(minute * MINUTE_MS));
    expect(fullUntil(sms, told, now)?.reason).toBe("held by the cap: at most 5 in 15 min");
  });

  it("look back as far as the longest", () => {
    expect(longestCapMs({ sms })).toBe(24 * 60 * MINUTE_MS);
    expect(longestCapMs({})).toBe(0);
  });
});

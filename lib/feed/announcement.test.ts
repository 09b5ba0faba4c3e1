import { describe, expect, it } from "vitest";
import { AnnouncementBody, type AnnouncementWire, isCurrent, reduceAnnouncements } from "./announcement";

const made: AnnouncementWire = {
  id: 1,
  message: "Payments are down until 15:00 UTC",
  severity: "warning",
  announced_by: "Ana",
  created_at: "2026-11-20T09:00:00.000Z",
  expires_at: "2026-11-20T10:00:00.000Z",
  ended_at: null,
  ended_by: null,
};

describe("an announcement", () => {
  it("is shown until it expires or is ended", () => {
    expect(isCurrent(made, new Date("2026-11-20T09:59:59Z"))).toBe(true);
    expect(isCurrent(made, new Date("2026-11-20T10:00:00Z"))).toBe(false);
    expect(isCurrent({ ...made, ended_at: made.created_at }, new Date("2026-11-20T09:00:01Z"))).toBe(false);
  });

  it("stands before older ones, once, and goes when it is ended", () => {
    const second = { ...made, id: 2 };
    expect(reduceAnnouncements([made], second).map(({ id }) => id)).toEqual([2, 1]);
    expect(reduceAnnouncements([second, made], second)).toHaveLength(2);
    expect(reduceAnnouncements([second, made], { ...second, ended_at: made.created_at })).toEqual([made]);
  });

  it("is an info for an hour and told to consoles only, unless more is said", () => {
    expect(AnnouncementBody.parse({ message: " hello " })).toEqual({
      message: "hello",
      severity: "info",
      expires_in_minutes: 60,
      channels: [],
    });
  });

  it.each([
    [{ message: "  " }, "message"],
    [{ message: "x".repeat(501) }, "message"],
    [{ message: "x", severity: "loud" }, "severity"],
    [{ message: "x", expires_in_minutes: 0 }, "expires_in_minutes"],
    [{ message: "x", expires_in_minutes: 1441 }, "expires_in_minutes"],
    [{ message: "x", channels: ["sms"] }, "channels.0"],
  ])("%o is refused at %s", (body, field) => {
    expect(AnnouncementBody.safeParse(body).error?.issues[0]?.path.join(".")).toBe(field);
  });
});

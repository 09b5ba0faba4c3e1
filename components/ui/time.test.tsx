import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ClockProvider } from "./clock";
import { Age, Countdown, formatTime, Time } from "./time";

const AT = "2026-07-14T22:30:05Z";
const render = (zone: string, now: string, node: React.ReactNode) =>
  renderToStaticMarkup(
    <ClockProvider serverNow={Date.parse(now)} zone={zone}>
      {node}
    </ClockProvider>,
  );

describe("a point in time", () => {
  it("is written in the viewer's zone, with the zone on hover and the instant for machines", () => {
    expect(render("Europe/Malta", AT, <Time at={AT} />)).toBe(
      '<time dateTime="2026-07-14T22:30:05.000Z" title="Wed, 15 Jul 2026, 00:30:05 (Europe/Malta)">00:30:05</time>',
    );
    expect(render("America/New_York", AT, <Time at={AT} show="minute" />)).toContain(">18:30<");
  });

  it("is the minute alone today and carries the day before that", () => {
    expect(render("Europe/Malta", "2026-07-15T08:00:00Z", <Time at={AT} show="smart" />)).toContain(">00:30<");
    expect(render("UTC", "2026-07-15T08:00:00Z", <Time at={AT} show="smart" />)).toContain(">14 Jul, 22:30<");
  });

  it("reads midnight as 00:00, not 24:00", () => {
    expect(formatTime("2026-07-14T00:00:00Z", "clock", "UTC")).toBe("00:00:00");
  });
});

it("says how long ago and how long until, on the server's clock at first paint", () => {
  expect(render("UTC", "2026-07-14T22:42:10Z", <Age at={AT} />)).toContain(">12 min<");
  expect(render("UTC", AT, <Countdown to="2026-07-14T22:31:53Z" />)).toContain("1 min 48 s");
  expect(render("UTC", AT, <Countdown to="2026-07-14T22:30:00Z" />)).toContain("now");
});

import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { weekOf } from "@/lib/on-call/week-of";
import type { ShiftWire } from "@/lib/on-call/wire";
import { OnCallWeek } from "./on-call-week";

const now = new Date("2026-11-18T11:00:00Z");
const week = weekOf("Europe/Malta", 0, now);
const shift = (changes: Partial<ShiftWire>): ShiftWire => ({
  layer: "First",
  account_id: 1,
  name: "Mara Lindqvist",
  from: "2026-11-16T19:00:00Z",
  to: "2026-11-17T07:00:00Z",
  is_override: false,
  ...changes,
});
const render = (changes: Partial<Parameters<typeof OnCallWeek>[0]> = {}) =>
  renderToStaticMarkup(
    <OnCallWeek
      {...{ week, zone: "Europe/Malta", layers: ["First"], shifts: [], gaps: [], now: now.getTime(), ...changes }}
    />,
  );

describe("the week of a rotation", () => {
  it("writes a name where there is room and initials where there is little, and says the shift in words", () => {
    const short = render({ shifts: [shift({})] });
    expect(short).toContain('<span aria-hidden="true">ML</span>');
    expect(short).toContain("Mara Lindqvist, Mon 16 Nov 20:00 to Tue 17 Nov 08:00");
    const long = render({ shifts: [shift({ to: "2026-11-18T07:00:00Z" })] });
    expect(long).toContain('<span aria-hidden="true">Mara Lindqvist</span>');
  });

  it("marks every shift of who is on call now, and overrides", () => {
    const html = render({
      shifts: [
        shift({}),
        shift({ account_id: 2, name: "Jonas Ek", from: "2026-11-17T07:00:00Z", to: "2026-11-17T19:00:00Z" }),
        shift({ from: "2026-11-18T07:00:00Z", to: "2026-11-18T19:00:00Z", is_override: true }),
      ],
    });
    expect(html.match(/data-tone="now"/g)).toHaveLength(2);
    expect(html.match(/data-override="true"/g)).toHaveLength(1);
    expect(html).toContain(", an override");
  });

  it("cuts at the week's ends, draws the present instant and hatches gaps", () => {
    const html = render({
      shifts: [shift({ from: "2026-11-10T07:00:00Z", to: "2026-12-01T07:00:00Z" })],
      gaps: [
        { from: "2026-11-20T17:00:00Z", to: "2026-11-22T23:00:00Z", words: "Fri 20 Nov 18:00 to Mon 23 Nov 00:00" },
      ],
    });
    expect(html).toContain("left:0.000%;width:calc(100.000% - 2px)");
    expect(html).toContain('title="Nobody: Fri 20 Nov 18:00 to Mon 23 Nov 00:00"');
    expect(html).toContain('<b style="left:35.714%">');
    expect(render({ now: week.to.getTime() })).not.toContain("<b style");
  });
});

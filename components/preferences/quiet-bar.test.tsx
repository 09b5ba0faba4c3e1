import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { QuietBar } from "./quiet-bar";

const drawn = (start: string, end: string) =>
  renderToStaticMarkup(
    <QuietBar hours={{ start, end, zone: "Europe/Malta", days: {} }} now={{ hour: 18, minute: 0 }} />,
  );

describe("the bar of quiet hours", () => {
  it("draws a night as one part between two noons, and now beside it", () => {
    const html = drawn("21:00", "09:00");
    expect(html).toContain("left:37.5%;width:50%");
    expect(html).toContain("left:25%;--shift:-25%");
    expect(html).toContain("Quiet from 21:00 to 09:00, Europe/Malta.");
  });

  it("draws what lies across noon as two parts, and what ends at noon as one", () => {
    expect(drawn("09:00", "15:00")).toMatch(/left:87\.5%;width:12\.5%.*left:0%;width:12\.5%/s);
    expect(drawn("09:00", "12:00").match(/width:/g)).toHaveLength(1);
  });

  it("says so where there are none", () => {
    expect(renderToStaticMarkup(<QuietBar hours={null} now={{ hour: 0, minute: 0 }} />)).toContain("No quiet hours.");
  });
});

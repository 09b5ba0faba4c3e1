import { describe, expect, it } from "vitest";
import { Reporter } from "./reporter.mjs";

function paper(isTTY = false) {
  const written: string[] = [];
  const reporter = new Reporter({ isTTY, columns: 60, write: (text: string) => written.push(text) });
  return { reporter, text: () => written.join("") };
}

describe("what a start tells", () => {
  it("is a line when a stage begins and one when it ends, with its time", async () => {
    const { reporter, text } = paper();
    expect(await reporter.stage("Building", async () => 7)).toBe(7);
    expect(text()).toMatch(/^· Building …\n✓ Building {2}\d+\.\d s\n$/);
  });

  it("marks a stage that failed and hands the reason on", async () => {
    const { reporter, text } = paper();
    await expect(reporter.stage("Building", () => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
    expect(text()).toContain("✗ Building");
  });

  it("moves one line on a terminal while stages go on, cut to its width", async () => {
    const { reporter, text } = paper(true);
    await reporter.stage("Filling", async (progress) => {
      progress(`x${"y".repeat(200)}`);
      await expect.poll(text).toContain("Filling: x");
    });
    const moving = text()
      .split("\r\x1b[2K")
      .filter((line) => line.includes("Filling: x"));
    expect(Math.max(...moving.map((line) => line.length))).toBeLessThan(60);
    expect(text()).toContain("✓ Filling");
  });

  it("ends with a box as wide as its longest line", () => {
    const { reporter, text } = paper();
    reporter.say("before");
    reporter.box(["short", "rather longer"]);
    expect(text()).toContain("│ short         │\n│ rather longer │\n");
  });
});

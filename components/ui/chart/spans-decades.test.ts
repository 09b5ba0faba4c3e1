import { expect, it } from "vitest";
import { spansDecades } from "./spans-decades";

it("asks for a log axis from under 1 % to tens, but not where zeros would make a fence of it", () => {
  expect(spansDecades([0.5, 0.6, null, 71])).toBe(true);
  expect(spansDecades([5, 6, 71])).toBe(false);
  expect(spansDecades([0, 1, 0, 71])).toBe(false);
  expect(spansDecades([0, null])).toBe(false);
});

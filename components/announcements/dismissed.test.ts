import { expect, it } from "vitest";
import { readDismissed, writeDismissed } from "./dismissed";

it("what a browser put away is kept once each, and the newest of many", () => {
  expect(readDismissed(writeDismissed([1, 2], 2))).toEqual([1, 2]);
  const many = Array.from({ length: 30 }, (_, index) => index + 1);
  expect(readDismissed(writeDismissed(many, 31))).toEqual(many.slice(11).concat(31));
});

it("a cookie that is none of ours puts nothing away", () => {
  expect(readDismissed(undefined)).toEqual([]);
  expect(readDismissed("x.-1.1e9.7")).toEqual([7]);
});

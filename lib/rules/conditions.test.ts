import { describe, expect, it } from "vitest";
import { isBreached } from "./conditions";
import { OPERATORS, type Operator } from "./schema";

const CASES: [Operator, below: boolean, equal: boolean, above: boolean][] = [
  [">", false, false, true],
  ["<", true, false, false],
  [">=", false, true, true],
  ["<=", true, true, false],
  ["==", false, true, false],
  ["!=", true, false, true],
];

describe("a condition", () => {
  it.each(CASES)("with %s holds below %s, at %s, above %s the threshold", (operator, below, equal, above) => {
    expect(isBreached(operator, 4.9, 5)).toBe(below);
    expect(isBreached(operator, 5, 5)).toBe(equal);
    expect(isBreached(operator, 5.1, 5)).toBe(above);
  });

  it.each(OPERATORS)("with %s holds for no value that is not a number", (operator) => {
    expect(isBreached(operator, Number.NaN, 5)).toBe(false);
  });
});

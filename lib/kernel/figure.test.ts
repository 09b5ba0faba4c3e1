import fc from "fast-check";
import { expect, it } from "vitest";
import { digitsBeside } from "./figure";

const written = (value: number, limit: number, least = 2) =>
  new Intl.NumberFormat("en", { maximumFractionDigits: digitsBeside(value, limit, least) }).format(value);

it.each([
  [1.002, 1, "1.002"],
  [38.2, 20, "38.2"],
  [0.9999, 1, "0.9999"],
  [1, 1, "1"],
  [0.125, 0.125, "0.125"],
  [1.005, 1.005, "1.005"],
  [0.121, 0.125, "0.12"],
  [-5.0001, -5, "-5.0001"],
  [1240.4, 1000, "1,240.4"],
  [99.9999996, 100, "99.9999996"],
  [1e-12, 0, "0.000000000001"],
])("%d beside a limit of %d reads %s", (value, limit, text) => {
  expect(written(value, limit)).toBe(text);
});

it("needs no more digits than it must", () => {
  expect(digitsBeside(2.4, 2, 0)).toBe(1);
  expect(digitsBeside(240.4, 200, 0)).toBe(0);
  expect(digitsBeside(240.4, null, 0)).toBe(0);
  expect(digitsBeside(Number.NaN, 1, 2)).toBe(2);
});

it("never contradicts its limit, whatever the two are", () => {
  const figure = fc.integer({ min: -1e7, max: 1e7 }).map((whole) => whole / 10_000);
  fc.assert(
    fc.property(figure, figure, fc.integer({ min: 0, max: 2 }), (value, limit, least) => {
      const shown = Number(written(value, limit, least).replaceAll(",", ""));
      const shownLimit = Number(written(limit, limit, least).replaceAll(",", ""));
      expect(Math.sign(shown - shownLimit)).toBe(Math.sign(value - limit));
    }),
  );
});

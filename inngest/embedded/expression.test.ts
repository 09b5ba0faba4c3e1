import { describe, expect, it } from "vitest";
import { parseExpression } from "./expression";

const event = { data: { id: 7, brand: "aurora", nothing: null, deep: { on: true } } };

describe("an expression", () => {
  it.each([
    ["event.data.id == async.data.id", { data: { id: 7 } }, true],
    ["event.data.id == async.data.id", { data: { id: 8 } }, false],
    ["event.data.id == async.data.id", { data: { id: "7" } }, false],
    ["event.data.brand == 'aurora' && async.data.deep == 1", { data: { deep: 1 } }, true],
    ['event.data.brand == "aurora" && async.data.deep == 1', { data: { deep: 2 } }, false],
    ["event.data.deep.on == true", {}, true],
    ["event.data.id == -7", {}, false],
    ["event.data.nothing == async.data.absent", { data: {} }, true],
    ["event.data.absent == null", {}, true],
    ["event.data.id == null", {}, false],
  ])("%s, with %o arriving, is %s", (source, arriving, expected) => {
    expect(parseExpression(source)({ event, async: arriving })).toBe(expected);
  });

  it("keeps a run whose attribute and the arriving event's are both missing", () => {
    expect(parseExpression("event.data.absent == async.data.absent")({ event, async: { data: {} } })).toBe(false);
  });

  it("does not take what every object inherits for an attribute", () => {
    expect(parseExpression("event.data.constructor == null")({ event })).toBe(true);
  });

  it("gives a key's value, joined where it has parts", () => {
    expect(parseExpression("event.data.brand")({ event })).toBe("aurora");
    expect(parseExpression("event.data.brand + '-' + event.data.id")({ event })).toBe("aurora-7");
  });

  it.each([
    "event.data.id > 3",
    "event.data.id == 1 || true",
    "size(event.data)",
    "steps.a == 1",
    "event.data.id ==",
    "",
  ])("refuses %j by name", (source) => {
    expect(() => parseExpression(source)).toThrow(`"${source}"`);
  });
});

import { describe, expect, it } from "vitest";
import { handOffsBetween, stretchesBetween } from "./hand-offs-between";
import { gapWords, intervalWords, wallWords } from "./in-words";
import { aLayer, anOverride, aRotation } from "./rotation-fixture";

const at = (text: string) => new Date(text);
const between = (from: string, to: string) => ({ from: at(from), to: at(to) });

describe("hand-offs", () => {
  it("are the changes after the beginning and until the end, each once", () => {
    const first = handOffsBetween(aRotation(), [], between("2026-11-17T06:59Z", "2026-11-17T07:00Z"));
    expect(first).toEqual([{ rotationId: 1, layer: "First", at: at("2026-11-17T07:00Z"), relieved: 1, takesOver: 2 }]);
    expect(handOffsBetween(aRotation(), [], between("2026-11-17T07:00Z", "2026-11-17T07:01Z"))).toEqual([]);
  });

  it("are none where the same person goes on, by turn or by override", () => {
    const alone = aRotation({ layers: [aLayer({ people: [4] })] });
    expect(handOffsBetween(alone, [], between("2026-11-17T00:00Z", "2026-11-20T00:00Z"))).toEqual([]);
    const own = anOverride("2026-11-16T12:00Z", "2026-11-16T14:00Z", { accountId: 1 });
    expect(handOffsBetween(aRotation(), [own], between("2026-11-16T08:00Z", "2026-11-16T20:00Z"))).toEqual([]);
    expect(stretchesBetween(aRotation(), [own], between("2026-11-16T08:00Z", "2026-11-16T20:00Z"))).toEqual([
      { layer: "First", accountId: 1, ...between("2026-11-16T07:00Z", "2026-11-17T07:00Z") },
    ]);
  });

  it("leave a layer to nobody and take it up again", () => {
    const hours = { days: ["mon" as const, "tue" as const], from: "09:00", to: "17:00" };
    const rotation = aRotation({ layers: [aLayer({ turnHours: 168, hours })] });
    const found = handOffsBetween(rotation, [], between("2026-11-16T10:00Z", "2026-11-17T10:00Z"));
    expect(found.map(({ relieved, takesOver }) => [relieved, takesOver])).toEqual([
      [1, null],
      [null, 1],
    ]);
  });

  it("name who an override relieves, and who takes over when it ends", () => {
    const override = anOverride("2026-11-16T12:00Z", "2026-11-16T14:00Z");
    const found = handOffsBetween(aRotation(), [override], between("2026-11-16T08:00Z", "2026-11-16T20:00Z"));
    expect(found).toMatchObject([
      { at: at("2026-11-16T12:00Z"), relieved: 1, takesOver: 9 },
      { at: at("2026-11-16T14:00Z"), relieved: 9, takesOver: 1 },
    ]);
  });
});

describe("in words", () => {
  it("an instant is by the wall of the rotation's zone", () => {
    expect(wallWords(at("2026-11-23T07:00Z"), "Europe/Malta")).toBe("Mon 23 Nov 08:00");
    expect(intervalWords(between("2026-11-21T17:00Z", "2026-11-21T19:30Z"), "Europe/Malta")).toBe(
      "Sat 21 Nov 18:00 to 20:30",
    );
  });

  it("gaps are one sentence", () => {
    const gaps = [
      between("2026-11-21T17:00Z", "2026-11-23T07:00Z"),
      between("2026-11-28T17:00Z", "2026-11-30T07:00Z"),
      between("2026-12-05T17:00Z", "2026-12-07T07:00Z"),
    ];
    const house = { name: "Payments", zone: "Europe/Malta" };
    expect(gapWords(house, gaps)).toBe(
      "Nobody is on call for Payments: Sat 21 Nov 18:00 to Mon 23 Nov 08:00, and 2 times more. Times of Europe/Malta.",
    );
    expect(gapWords(house, gaps.slice(0, 2))).toContain(", and once more.");
    expect(gapWords(house, [])).toBe("Somebody is always on call for Payments.");
  });
});

import { describe, expect, it } from "vitest";
import { aSilence } from "@/lib/silences/silence-fixture";
import { standingOf } from "@/lib/silences/standing-of";
import { silenceToWire } from "@/lib/silences/wire";
import { refusalOf } from "./refusal-of";

const wireAt = (now: string) => silenceToWire(aSilence(), standingOf(aSilence(), new Date(now)));
const running = wireAt("2026-11-20T02:30:00Z");
const operator = { name: "Ben", mayMake: true, mayEndAll: false };

describe("who may change a silence", () => {
  it.each([
    ["its maker", running, { ...operator, name: "Ana" }, null],
    ["an admin", running, { ...operator, mayEndAll: true }, null],
    ["another operator", running, operator, "Made by Ana: ask them, or an admin."],
    ["one who looks only", running, { ...operator, name: "Ana", mayMake: false }, "Your role looks only."],
    ["its maker, once it is over", wireAt("2026-11-20T03:00:00Z"), { ...operator, name: "Ana" }, "It has ended."],
  ] as const)("%s", (_who, silence, viewer, refusal) => {
    expect(refusalOf(silence, viewer)).toBe(refusal);
  });
});

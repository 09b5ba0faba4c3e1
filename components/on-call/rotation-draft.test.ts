import { expect, it } from "vitest";
import { draftOf, emptyLayer, movedUp, rotationBodyOf } from "./rotation-draft";

const hours = { days: ["mon" as const], from: "09:00", to: "17:00" };
const layer = {
  name: "First",
  people: [3, 1],
  turn_hours: 24,
  starts_on: "2026-11-16",
  hand_off_at: "08:00",
  hours: null,
};
const rotation = {
  id: 1,
  name: "Payments",
  time_zone: "Europe/Malta",
  layers: [layer, { ...layer, name: "Second", hours }],
  version: 2,
};

it("gives back the rotation it was made of", () => {
  const { id, version, ...body } = rotation;
  expect(rotationBodyOf(draftOf(rotation))).toEqual(body);
});

it("begins with a week at all hours, and asks for what is left empty", () => {
  const draft = emptyLayer(0, "2026-11-16");
  const [first] = rotationBodyOf({ name: "", zone: "UTC", layers: [{ ...draft, turnHours: " " }] }).layers;
  expect(draft).toMatchObject({ name: "First", turnHours: "168", isLimited: false });
  expect(first).toMatchObject({ turn_hours: null, hours: null });
});

it("moves a person up by one place, the first nowhere", () => {
  expect(movedUp([1, 2, 3], 2)).toEqual([1, 3, 2]);
  expect(movedUp([1, 2, 3], 0)).toEqual([1, 2, 3]);
});

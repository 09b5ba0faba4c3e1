import { expect, it } from "vitest";
import { hrefOf } from "./telling-filters";

it("the address of a person's decisions leaves out what is usual", () => {
  expect(hrefOf(7, { days: 30, offset: 0 })).toBe("/people/7");
  expect(hrefOf(7, { days: 7, offset: 50, outcome: "not-told", channel: "sms" })).toBe(
    "/people/7?outcome=not-told&channel=sms&days=7&offset=50",
  );
});

import { expect, it } from "vitest";
import { localPath } from "./local-path";

it("goes back to a page of the console after signing in, and nowhere else", () => {
  expect(localPath("/alerts?tab=history")).toBe("/alerts?tab=history");
  expect(localPath("https://elsewhere.example")).toBe("/");
  expect(localPath("//elsewhere.example")).toBe("/");
  expect(localPath("/\t/elsewhere.example")).toBe("/");
  expect(localPath("/.//elsewhere.example")).toBe("/");
  expect(localPath("/\\elsewhere.example")).toBe("/");
  expect(localPath(["/alerts", "/x"])).toBe("/");
  expect(localPath(undefined)).toBe("/");
});

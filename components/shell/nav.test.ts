import { describe, expect, it } from "vitest";
import { readTheme } from "@/components/ui/theme";
import type { Role } from "@/lib/access/schema";
import { dockOf, isCurrent, navOf } from "./nav";

const words = (role: Role) =>
  navOf({ kind: "account", id: 1, name: "Ana", email: "ana@x.test", role }).flatMap(({ items }) =>
    items.map(({ word }) => word),
  );

describe("the navigation", () => {
  it("links only to what the role may read", () => {
    expect(words("viewer")).toEqual(["Live status", "Alerts", "Silences", "Escalation", "Rules", "Settings"]);
    expect(words("executive")).toContain("Executive");
    expect(words("executive")).not.toContain("Operations");
    expect(words("operator")).not.toContain("Security");
    expect(words("security")).toContain("Security");
    expect(words("admin")).toHaveLength(13);
  });

  it("keeps the three most used in the dock of a phone and all others behind More", () => {
    const { docked, behindMore } = dockOf(navOf({ kind: "system", name: "test" }));
    expect(docked.map(({ href }) => href)).toEqual(["/", "/executive", "/alerts"]);
    expect(behindMore).toHaveLength(10);
  });

  it("marks a page and what is within it, but Live status only itself", () => {
    expect(isCurrent("/alerts", "/alerts/12")).toBe(true);
    expect(isCurrent("/alerts", "/alerts-elsewhere")).toBe(false);
    expect(isCurrent("/", "/alerts")).toBe(false);
    expect(isCurrent("/", "/")).toBe(true);
  });
});

it("follows the system unless a known look was chosen", () => {
  expect(readTheme("light")).toBe("light");
  expect(readTheme("<script>")).toBe("auto");
  expect(readTheme(undefined)).toBe("auto");
});

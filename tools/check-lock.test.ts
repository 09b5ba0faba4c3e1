import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { faultsOf } from "./check-lock.mjs";

describe("the lock file", () => {
  it("is one that npm ci takes anywhere", () => {
    expect(faultsOf(JSON.parse(readFileSync("package-lock.json", "utf8")))).toEqual([]);
  });

  it("would be refused without an optional package, or with an address", () => {
    const packages = {
      "node_modules/next": { version: "1.0.0", optionalDependencies: { "@next/swc": "1.0.0", sharp: "1.0.0" } },
      "node_modules/next/node_modules/sharp": { version: "1.0.0", resolved: "https://registry.example.com/sharp.tgz" },
    };
    expect(faultsOf({ packages })).toEqual([
      "@next/swc, optional to node_modules/next, is missing",
      "node_modules/next/node_modules/sharp names the address it came from",
    ]);
  });
});

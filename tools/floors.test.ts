import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isTest, sourceFiles } from "./source-files";

// A domain may import only the domains to its left. Biome sees the floors and cycles between files; this sees cycles between folders.
const ORDER = [
  "kernel",
  "access",
  "metrics",
  "health",
  "anomaly",
  "slo",
  "games",
  "rules",
  "alerts",
  "measures",
  "dashboards",
  "silences",
  "preferences",
  "on-call",
  "notifications",
  "escalation",
  "replay",
  "retention",
  "feed",
  "events",
];

const files = sourceFiles().filter((path) => /^lib\/(?!server\/)[^/]+\//.test(path) && !isTest(path));
const domainOf = (path: string) => path.split("/")[1] ?? "";
const domains = [...new Set(files.map(domainOf))];

describe("lib", () => {
  it("has no folder outside the order", () => {
    expect(domains.filter((domain) => !ORDER.includes(domain))).toEqual([]);
  });

  it("imports leftwards only", () => {
    const wrong = files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/["']@\/lib\/([a-z-]+)\//g)]
        .map(([, target = ""]) => target)
        .filter((target) => ORDER.indexOf(target) > ORDER.indexOf(domainOf(file)))
        .map((target) => `${file} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("gives every domain a schema", () => {
    expect(domains.filter((domain) => domain !== "kernel" && !existsSync(`lib/${domain}/schema.ts`))).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { isTest, sourceFiles } from "./source-files";

const files = sourceFiles().map((path) => ({ path, text: readFileSync(path, "utf8") }));
const sources = files.filter(({ path }) => !isTest(path));
const inServer = sources.filter(({ path }) => path.startsWith("lib/server/"));

const pathsWhere = (some: typeof files, isWrong: (file: (typeof files)[number]) => boolean) =>
  some.filter(isWrong).map(({ path }) => path);
const lineCount = (text: string) => text.split("\n").length - 1;

describe("sizes", () => {
  it.each([
    { kind: "file", pattern: /./, most: 300 },
    { kind: "page.tsx", pattern: /\/page\.tsx$/, most: 60 },
    { kind: "route.ts", pattern: /\/route\.ts$/, most: 30 },
  ])("no $kind is over $most lines", ({ pattern, most }) => {
    expect(pathsWhere(files, ({ path, text }) => pattern.test(path) && lineCount(text) > most)).toEqual([]);
  });
});

describe("names", () => {
  it("say what a file holds", () => {
    const empty = /\b(utils?|helpers?|common|misc|manager|data|info|types|constants)\b/;
    expect(pathsWhere(files, ({ path }) => empty.test(basename(path)))).toEqual([]);
  });
});

describe("lib/server", () => {
  it("is kept out of the browser by the head of each file", () => {
    const server = [...inServer, ...sources.filter(({ path }) => path === "db/client.ts")];
    expect(pathsWhere(server, ({ text }) => !text.startsWith('import "server-only";\n'))).toEqual([]);
  });

  it("reads the clock in context.ts only", () => {
    const clock = /\bnew Date\(\)|\bDate\.now\(\)/;
    const others = inServer.filter(({ path }) => path !== "lib/server/context.ts");
    expect(pathsWhere(others, ({ text }) => clock.test(text))).toEqual([]);
  });

  it("reaches the channels from the delivery alone", () => {
    const importers = pathsWhere(sources, ({ text }) => text.includes('"@/lib/server/channels/'));
    const allowed = /^lib\/server\/(channels\/|services\/notifications\/(deliver|drain|send-message|log-lines))/;
    expect(importers.filter((path) => !allowed.test(path))).toEqual([]);
  });

  it("casts a scope in one place", () => {
    const casts = pathsWhere(sources, ({ text }) => /\bas Scope\b/.test(text));
    expect(casts).toEqual(["lib/server/context.ts"]);
  });
});

describe("tests", () => {
  it("mock no module of ours and skip no check of types", () => {
    const forbidden = new RegExp(["vi\\.mock\\(", "@ts-ignore", "@ts-expect-error", "@ts-nocheck"].join("|"));
    const others = files.filter(({ path }) => path !== "tools/style.test.ts");
    expect(pathsWhere(others, ({ text }) => forbidden.test(text))).toEqual([]);
  });
});

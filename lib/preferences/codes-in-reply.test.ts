import { describe, expect, it } from "vitest";
import { chooseCodes, codesInReply } from "./codes-in-reply";

const ASKING = "CRITICAL: Port 5432 refuses connections 12, aurora, since 09:00 UTC. Reply 3156 to acknowledge";
const chosen = (body: string, ...waiting: string[]) =>
  chooseCodes(codesInReply(body), (code) => waiting.includes(code));

describe("the code of a text message", () => {
  it.each([
    ["3156"],
    ["ok 3156!"],
    ["Port 5432? on it, 3156"],
    ["３１５６"],
    ["٣١٥٦"],
    ["۳۱۵۶"],
    ["३१५६"],
    ["𝟛𝟙𝟝𝟞"],
    [`Liked “${ASKING}”`],
    [`Loved "${ASKING}"`],
    [`Emphasized “${ASKING}`],
    [`👍 to “ ${ASKING} ”`],
    [`J’aime « ${ASKING} »`],
    [ASKING],
    [`> ${ASKING}\n\nok`],
    [`${ASKING}\n\nIn 2026 we fix this`],
  ])("is the one that waits, wherever it stands: %s", (body) => {
    expect(chosen(body, "3156")).toEqual({ kind: "codes", codes: ["3156"] });
  });

  it("is what a quoted message asks for, also where another of its numbers waits too", () => {
    expect(chosen(`Liked “${ASKING}”`, "5432", "3156")).toEqual({ kind: "codes", codes: ["3156"] });
    expect(chosen(ASKING, "5432", "3156")).toEqual({ kind: "codes", codes: ["3156"] });
  });

  it("that somebody wrote goes before one that is quoted", () => {
    expect(chosen(`> ${ASKING}\n4821`, "3156", "4821")).toEqual({ kind: "codes", codes: ["4821"] });
    expect(chosen(`4821 “${ASKING}”`, "3156", "4821")).toEqual({ kind: "codes", codes: ["4821"] });
  });

  it("may be several that were written, and is unclear for several that were only quoted", () => {
    expect(chosen("3156 and 4821", "3156", "4821")).toEqual({ kind: "codes", codes: ["3156", "4821"] });
    expect(chosen("Liked “5432 fails, code 3156”", "5432", "3156")).toMatchObject({ kind: "unclear" });
    expect(chosen("Liked “5432 fails, code 3156”", "3156")).toEqual({ kind: "codes", codes: ["3156"] });
  });

  it.each(["", "ok", "31560", "315", "+35621234567", "3156"])("is none that does not wait: %j", (body) => {
    expect(chosen(body, "1234")).toEqual({ kind: "none" });
  });

  it("is not meant by a reaction that is taken back", () => {
    expect(codesInReply(`Removed a like from “${ASKING}”`).isTakenBack).toBe(true);
    expect(codesInReply(`Liked “${ASKING}”`).isTakenBack).toBe(false);
  });
});

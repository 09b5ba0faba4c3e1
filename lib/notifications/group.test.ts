import { describe, expect, it } from "vitest";
import { DEFAULT_GROUPING } from "@/lib/alerts/group";
import { anAlert } from "@/lib/fixtures";
import type { Severity } from "@/lib/kernel/severity";
import { moveNotice, waitOf } from "./group";

const at = (time: string) => new Date(`2026-11-20T${time.length === 5 ? `${time}:00` : time}Z`);
const NOW = at("10:00");

interface Group {
  toldAt?: string;
  nextNoticeAt?: string;
  gravest?: Severity;
}

function wait(severity: Severity, { toldAt, nextNoticeAt, gravest }: Group = {}, changes: Partial<Asked> = {}) {
  const group = {
    title: "Payments, Aurora",
    toldAt: toldAt === undefined ? null : at(toldAt),
    nextNoticeAt: nextNoticeAt === undefined ? null : at(nextNoticeAt),
    gravest: gravest ?? null,
  };
  const asked = { alert: anAlert(), occasion: "triggered", severity, group, grouping: DEFAULT_GROUPING } as const;
  return waitOf({ ...asked, maxAlertsPerHour: 4, ...changes }, NOW);
}
type Asked = Parameters<typeof waitOf>[0];

describe("the first alert of a group", () => {
  it.each(["critical", "emergency"] as const)("is told at once when it is %s", (severity) => {
    expect(wait(severity)).toBeNull();
  });

  it.each(["info", "warning"] as const)("waits 30 s for its siblings when it is %s", (severity) => {
    expect(wait(severity)).toMatchObject({ until: at("10:00:30"), by: "group" });
  });
});

describe("an alert that joins later", () => {
  it.each<[string, Severity, Group, string | null]>([
    ["5 min after the last notice", "critical", { toldAt: "09:58", gravest: "critical" }, "10:03"],
    [
      "with the notice that is planned",
      "critical",
      { toldAt: "09:58", nextNoticeAt: "10:03", gravest: "critical" },
      "10:03",
    ],
    ["at once when the last notice is long ago", "critical", { toldAt: "09:50", gravest: "critical" }, null],
    [
      "5 min after a planned notice that went",
      "critical",
      { toldAt: "09:50", nextNoticeAt: "09:57", gravest: "critical" },
      "10:02",
    ],
    [
      "30 s later as a warning, when the last notice is long ago",
      "warning",
      { toldAt: "09:50", gravest: "critical" },
      "10:00:30",
    ],
    ["at once when it is graver than all that was told", "critical", { toldAt: "09:59", gravest: "warning" }, null],
    ["at once as a critical though a warning waits", "critical", { nextNoticeAt: "10:00:20" }, null],
    ["with the warning that waits, as a warning", "warning", { nextNoticeAt: "10:00:20" }, "10:00:20"],
    ["at once as an emergency", "emergency", { toldAt: "09:59", gravest: "emergency" }, null],
  ])("is told %s", (_name, severity, group, until) => {
    expect(wait(severity, group)?.until ?? null).toEqual(until === null ? null : at(until));
  });

  it("says where and when, in words", () => {
    expect(wait("critical", { toldAt: "09:58", gravest: "critical" })?.reason).toBe(
      "told with its group Payments, Aurora at 10:03 UTC",
    );
  });

  it.each(["escalated:1", "worsened:3", "unmuted:1", "retriggered:1", "resolved"] as const)(
    "is told at once of %s",
    (occasion) => {
      expect(wait("critical", { toldAt: "09:59", gravest: "critical" }, { occasion })).toBeNull();
    },
  );

  it("never waits when players are to be kept safe", () => {
    const alert = anAlert({ class: "player_safety", capUntil: at("10:30") });
    expect(wait("warning", { toldAt: "09:59", gravest: "critical" }, { alert })).toBeNull();
  });
});

describe("an alert over its rule's alerts an hour", () => {
  const capped = (capUntil: string) => ({ alert: anAlert({ capUntil: at(capUntil) }) });

  it("waits for the end of the cap, also without a group", () => {
    const expected = {
      until: at("10:35"),
      reason: "over 4 alerts an hour: told with the others, at 10:35 UTC at the latest",
      by: "cap",
    };
    expect(wait("critical", {}, capped("10:35"))).toEqual(expected);
    expect(wait("critical", {}, { ...capped("10:35"), group: null })).toEqual(expected);
  });

  it("waits for its group when that is later", () => {
    const group = { toldAt: "09:58", gravest: "critical" } as const;
    expect(wait("critical", group, capped("10:01"))).toMatchObject({ until: at("10:03"), by: "group" });
  });

  it("waits no more once the cap is over", () => {
    expect(wait("critical", {}, capped("09:59"))).toBeNull();
  });
});

describe("a group's instants", () => {
  const sent = { channel: "email", decision: { kind: "send", reason: "" } } as const;
  const held = { channel: "slack", decision: { kind: "hold", until: at("10:03"), reason: "" } } as const;
  const log = { channel: "log", decision: { kind: "send", reason: "" } } as const;
  const ofGroup = { until: at("10:03"), reason: "", by: "group" } as const;

  it("move when people are told or held, not when only the log hears", () => {
    expect(moveNotice({ planned: [log, sent], wait: null }, NOW)).toEqual({ toldAt: NOW });
    expect(moveNotice({ planned: [log, held], wait: ofGroup }, NOW)).toEqual({ nextNoticeAt: at("10:03") });
    expect(moveNotice({ planned: [log], wait: null }, NOW)).toBeNull();
  });

  it("stay where it is a rule's cap that holds", () => {
    expect(moveNotice({ planned: [held], wait: { ...ofGroup, by: "cap" } }, NOW)).toBeNull();
  });
});

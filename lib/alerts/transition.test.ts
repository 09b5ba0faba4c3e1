import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import { severityRank } from "@/lib/kernel/severity";
import { MINUTE_MS } from "@/lib/kernel/time";
import { AMENDABLE, AMENDMENTS, type Amendment, amend, LONGEST_SNOOZE_MS } from "./amend";
import { ALERT_STATUSES, type Alert, type AlertStatus } from "./schema";
import { ALERT_COMMANDS, TRANSITIONS, transition } from "./transition";

/** A1 as the requirement tells it, written down apart from the code. */
const LEGAL: Record<AlertStatus, AlertStatus[]> = {
  triggered: ["acknowledged", "escalated", "resolved"],
  acknowledged: ["escalated", "resolved", "triggered"],
  escalated: ["acknowledged", "escalated", "resolved"],
  resolved: [],
};

describe("the state machine", () => {
  it("is what docs/state-machine.md prints", () => {
    const rows = ALERT_STATUSES.map((status) => {
      const cells = ALERT_COMMANDS.map((command) => TRANSITIONS[status][command] ?? "refused");
      return `| ${[status, ...cells].join(" | ")} |`;
    });
    const table = [`| status | ${ALERT_COMMANDS.join(" | ")} |`, "|---|---|---|---|---|", ...rows].join("\n");
    expect(readFileSync("docs/state-machine.md", "utf8")).toContain(table);
  });

  it("is beside what can be done without moving, as the page prints it", () => {
    const rows = ALERT_STATUSES.map((status) => {
      const cells = AMENDMENTS.map((amendment) => (AMENDABLE[status].includes(amendment) ? "yes" : "no"));
      return `| ${[status, ...cells].join(" | ")} |`;
    });
    const table = [`| status | ${AMENDMENTS.join(" | ")} |`, "|---|---|---|---|---|---|", ...rows].join("\n");
    expect(readFileSync("docs/state-machine.md", "utf8")).toContain(table);
  });

  it("reaches exactly what A1 allows", () => {
    for (const status of ALERT_STATUSES) {
      expect(Object.values(TRANSITIONS[status]).sort()).toEqual([...LEGAL[status]].sort());
    }
  });

  it("raises the severity by one on escalation, up to emergency, and by nothing else", () => {
    const of = (severity: "info" | "warning" | "critical" | "emergency") =>
      transition({ status: "triggered", severity }, "escalate");
    expect(of("warning")).toEqual({ kind: "moved", status: "escalated", severity: "critical" });
    expect(of("emergency")).toEqual({ kind: "moved", status: "escalated", severity: "emergency" });
    expect(transition({ status: "triggered", severity: "warning" }, "acknowledge")).toMatchObject({
      severity: "warning",
    });
  });

  it("refuses in words", () => {
    expect(transition({ status: "acknowledged", severity: "info" }, "acknowledge")).toEqual({
      kind: "refused",
      reason: "The alert is already acknowledged.",
    });
    expect(transition({ status: "resolved", severity: "info" }, "escalate")).toMatchObject({
      reason: "The alert is resolved, which is its end: it cannot be escalated.",
    });
    expect(transition({ status: "triggered", severity: "info" }, "retrigger")).toMatchObject({
      reason: "Only an acknowledged alert can be triggered again; this one is triggered.",
    });
  });

  it("never reaches an illegal state by any 50 commands of whatever kind", () => {
    const now = new Date("2026-11-20T09:00:00Z");
    const severities = fc.constantFrom("info" as const, "warning" as const, "critical" as const, "emergency" as const);
    const classes = fc.constantFrom("ordinary" as const, "player_safety" as const);
    const commands = fc.array(fc.oneof(fc.constantFrom(...ALERT_COMMANDS), anAmendment(now)), {
      minLength: 50,
      maxLength: 50,
    });
    fc.assert(
      fc.property(commands, severities, classes, (sequence, severity, kind) => {
        let alert: Alert = anAlert({ severity, class: kind });
        for (const command of sequence) {
          const next = typeof command === "string" ? moved(alert, command) : amended(alert, command, now);
          if (next === null) continue;
          expect([alert.status, ...LEGAL[alert.status]]).toContain(next.status);
          expect(severityRank(next.severity)).toBeGreaterThanOrEqual(severityRank(alert.severity));
          if (alert.status === "resolved")
            expect([next.snooze, next.assignedTo]).toEqual([alert.snooze, alert.assignedTo]);
          if (kind === "player_safety") expect(next.snooze).toBeNull();
          if (next.snooze?.until)
            expect(new Date(next.snooze.until).getTime()).toBeLessThanOrEqual(now.getTime() + LONGEST_SNOOZE_MS);
          alert = next;
        }
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });
});

function moved(alert: Alert, command: (typeof ALERT_COMMANDS)[number]): Alert | null {
  const next = transition(alert, command);
  return next.kind === "refused" ? null : { ...alert, status: next.status, severity: next.severity };
}

function amended(alert: Alert, amendment: Amendment, now: Date): Alert | null {
  const next = amend(alert, amendment, "Ana", now);
  if (next.kind === "refused") return null;
  expect(AMENDABLE[alert.status]).toContain(amendment.command);
  expect(Object.keys(next.change).filter((key) => !["snooze", "assignedTo", "outcome"].includes(key))).toEqual([]);
  return { ...alert, ...next.change };
}

/** Any, lawful or not. */
function anAmendment(now: Date): fc.Arbitrary<Amendment> {
  const minutes = fc.integer({ min: -10, max: 30 * 24 * 60 });
  return fc.oneof(
    fc.record({
      command: fc.constant("snooze" as const),
      lengthMs: fc.option(minutes.map((count) => count * MINUTE_MS)),
      until: fc.option(minutes.map((count) => new Date(now.getTime() + count * MINUTE_MS))),
      untilWorse: fc.boolean(),
    }),
    fc.constant({ command: "unsnooze" as const }),
    fc.record({
      command: fc.constant("assign" as const),
      to: fc.option(fc.record({ id: fc.integer({ min: 1, max: 3 }), name: fc.string() })),
    }),
    fc.record({ command: fc.constant("comment" as const), text: fc.string() }),
    fc.record({
      command: fc.constant("outcome" as const),
      outcome: fc.option(fc.constantFrom("useful" as const, "noise" as const)),
    }),
  );
}

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { severityRank } from "@/lib/kernel/severity";
import { ALERT_STATUSES, type AlertStatus } from "./schema";
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

  it("never reaches an illegal state, nor lowers a severity, by any 50 commands", () => {
    const commands = fc.array(fc.constantFrom(...ALERT_COMMANDS), { minLength: 50, maxLength: 50 });
    const severities = fc.constantFrom("info" as const, "warning" as const, "critical" as const, "emergency" as const);
    fc.assert(
      fc.property(commands, severities, (sequence, severity) => {
        let alert: Parameters<typeof transition>[0] = { status: "triggered", severity };
        for (const command of sequence) {
          const next = transition(alert, command);
          if (next.kind === "refused") continue;
          expect(LEGAL[alert.status]).toContain(next.status);
          expect(severityRank(next.severity)).toBeGreaterThanOrEqual(severityRank(alert.severity));
          alert = next;
        }
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });
});

import { describe, expect, it } from "vitest";
import { aHouse, anAlert } from "@/lib/fixtures";
import { tellingKey } from "./house";
import { type DueOccasion, type PlanMemory, planOccasion } from "./plan-occasion";

const now = new Date("2026-11-20T09:00:00Z");
const GROUP = 3;

function due(changes: Partial<DueOccasion> = {}): DueOccasion {
  const alert = anAlert({ id: 1, severity: "critical", groupId: null, mute: null, status: "triggered" });
  const asked = { rule: null, mute: null, targets: null, everyoneBecause: null };
  return { occasion: "triggered", severity: "critical", alert, ...asked, ...changes };
}

const memory = (): PlanMemory => ({
  toldBy: new Map(),
  groups: new Map(),
  busySubsystems: new Set(),
  grouping: { wait_seconds: 30, interval_minutes: 5 },
});

const channelsSent = ({ planned }: ReturnType<typeof planOccasion>) =>
  planned.filter(({ decision }) => decision.kind === "send").map(({ channel }) => channel);

describe("occasions decided in one batch", () => {
  it("know whom earlier ones of the same alert reached", () => {
    const shared = memory();
    planOccasion(due(), shared, aHouse(), now);
    expect(shared.toldBy.get(1)).toContain(tellingKey("pagerduty", "channel"));
    const resolved = planOccasion(due({ occasion: "resolved" }), shared, aHouse(), now);
    expect(channelsSent(resolved)).toContain("pagerduty");
    const unknown = planOccasion(due({ occasion: "resolved" }), memory(), aHouse(), now);
    expect(channelsSent(unknown)).not.toContain("pagerduty");
  });

  it("of one group open one notice, and the others wait for the next", () => {
    const shared = memory();
    shared.groups.set(GROUP, { title: "payments", toldAt: null, nextNoticeAt: null, gravest: null });
    const of = (id: number) => due({ alert: anAlert({ id, groupId: GROUP, severity: "critical", mute: null }) });
    const [first, second] = [1, 2].map((id) => planOccasion(of(id), shared, aHouse(), now));
    expect(first?.wait).toBeNull();
    expect(first?.notice).toEqual({ toldAt: now });
    expect(second?.wait).toMatchObject({ until: new Date("2026-11-20T09:05:00Z"), by: "group" });
    expect(shared.groups.get(GROUP)).toMatchObject({ gravest: "critical", toldAt: now });
  });

  it("of one subsystem let one alone pass the caps as the first", () => {
    const shared = memory();
    const of = (id: number) =>
      due({ alert: anAlert({ id, groupId: null, mute: null, metric: "payment_failure_rate", labels: {} }) });
    const passed = [1, 2].map((id) => planOccasion(of(id), shared, aHouse(), now).passesCaps);
    expect(passed).toEqual([true, false]);
  });

  it("supersede what waits only where somebody is reached at once", () => {
    const worse = due({ occasion: "worsened:4" });
    expect(planOccasion(worse, memory(), aHouse(), now).supersedes).not.toBeNull();
    const nobody = aHouse({
      unready: Object.fromEntries(
        ["email", "slack", "pagerduty", "webhook", "push", "sms"].map((one) => [one, "not set up"]),
      ),
    });
    const planned = planOccasion(due({ occasion: "resolved" }), memory(), nobody, now);
    expect(planned.supersedes).toBeNull();
  });
});

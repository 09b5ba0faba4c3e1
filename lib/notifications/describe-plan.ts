import { listOf } from "@/lib/rules/describe";
import type { Planned } from "./house";
import { kindOf, type Occasion, type OccasionKind } from "./schema";

const WHY: Record<OccasionKind, string> = {
  triggered: "It was raised",
  resolved: "It was resolved",
  acknowledged: "It was acknowledged",
  escalated: "It was escalated",
  worsened: "It got worse",
  unmuted: "What hid it has ended",
  retriggered: "Its acknowledgement was taken back",
};

/** "It was raised: told by log and email to ops@x.test; not by slack and pagerduty." Each decision's reason is on its row. */
export function describePlan(occasion: Occasion, planned: readonly Planned[]): string {
  const told = planned.filter(({ decision }) => decision.kind !== "skip").map(wayOf);
  const toldBy = new Set(planned.filter(({ decision }) => decision.kind !== "skip").map(({ channel }) => channel));
  const others = [...new Set(planned.map(({ channel }) => channel))].filter((channel) => !toldBy.has(channel));
  const reached = told.length === 0 ? "nobody is told" : `told by ${listOf(told)}`;
  const missed = others.length === 0 ? "" : `; not by ${listOf(others)}`;
  return `${WHY[kindOf(occasion)]}: ${reached}${missed}`;
}

function wayOf({ channel, recipient, decision }: Planned): string {
  const way = recipient.key === "channel" ? channel : `${channel} to ${recipient.name}`;
  return decision.kind === "hold" ? `${way} (held: ${decision.reason})` : way;
}

import type { AlertGroup, Grouping } from "@/lib/alerts/group";
import { labelsOf } from "@/lib/alerts/labels-of";
import type { Alert } from "@/lib/alerts/schema";
import { isAtLeast, type Severity, severityRank } from "@/lib/kernel/severity";
import type { Channel } from "@/lib/rules/schema";
import { decide } from "./decide";
import { mayBeFirst } from "./first-of-subsystem";
import { moveNotice, type Wait, waitOf } from "./group";
import { type House, type Planned, type Targets, tellingKey } from "./house";
import { kindOf, type Occasion } from "./schema";
import { supersedes } from "./supersede";
import { passesCaps } from "./throttle";

/** An occasion that is due, with all that its decision asks of its own alert. */
export interface DueOccasion {
  occasion: Occasion;
  /** The alert's severity when the occasion arose. */
  severity: Severity;
  alert: Alert;
  rule: { channels: readonly Channel[] | null; maxAlertsPerHour: number | null } | null;
  /** What suppresses the alert, as a sentence. */
  mute: { reason: string } | null;
  /** Whom the policy's step names; null: everyone the routing notifies. */
  targets: Targets | null;
  everyoneBecause: string | null;
}

/** The instants of a group's notices, and the highest severity they have named. */
export type GroupNotices = Pick<AlertGroup, "title" | "toldAt" | "nextNoticeAt"> & { gravest: Severity | null };

/** What earlier decisions left behind, which each decision of a batch moves on for the next. */
export interface PlanMemory {
  /** By alert id: who was, or is being, notified of an earlier occasion, as `tellingKey`. */
  toldBy: Map<number, Set<string>>;
  /** By group id. */
  groups: Map<number, GroupNotices>;
  /** Subsystems in which somebody was notified of something critical within the hour. */
  busySubsystems: Set<string>;
  grouping: Pick<Grouping, "wait_seconds" | "interval_minutes">;
}

/** What is decided about one occasion. */
export interface PlannedOccasion {
  planned: readonly Planned[];
  passesCaps: boolean;
  wait: Wait | null;
  /** The instants of its group's notices that move with it; null where none does. */
  notice: { toldAt?: Date; nextNoticeAt?: Date } | null;
  /** Why held messages of earlier occasions need not leave any more; null where they do. */
  supersedes: string | null;
}

/** Decides an occasion for every recipient and channel. `memory` is moved on in place, as the stored rows would. */
export function planOccasion(due: DueOccasion, memory: PlanMemory, house: House, now: Date): PlannedOccasion {
  const { alert, occasion, severity, rule, mute, targets, everyoneBecause } = due;
  const subsystem = labelsOf(alert).subsystem;
  const wait = waitFor(due, memory, now);
  const telling = {
    occasion,
    severity,
    brand: alert.brand,
    class: alert.class,
    ruleChannels: rule?.channels ?? null,
    // Nobody was notified before it was raised.
    toldBy: occasion === "triggered" ? new Set<string>() : (memory.toldBy.get(alert.id) ?? new Set<string>()),
    mute,
    targets,
    everyoneBecause,
    wait,
    isFirstOfSubsystem:
      subsystem !== undefined && mayBeFirst({ subsystem, occasion, severity }) && !memory.busySubsystems.has(subsystem),
  };
  const planned = decide(telling, house, now);
  const sent = planned.filter(({ decision }) => decision.kind === "send");
  const notice = isNews(occasion) && alert.groupId !== null ? moveNotice({ planned, wait }, now) : null;
  remember(memory, { alert, severity, subsystem, sent, notice });
  return {
    planned,
    passesCaps: passesCaps(telling) !== null,
    wait,
    notice,
    supersedes: sent.length > 0 ? supersedes(occasion) : null,
  };
}

function waitFor({ alert, occasion, severity, rule }: DueOccasion, memory: PlanMemory, now: Date): Wait | null {
  if (!isNews(occasion)) return null;
  const group = alert.groupId === null ? null : (memory.groups.get(alert.groupId) ?? null);
  const { grouping } = memory;
  return waitOf({ alert, occasion, severity, group, grouping, maxAlertsPerHour: rule?.maxAlertsPerHour ?? null }, now);
}

interface Decided {
  alert: Alert;
  severity: Severity;
  subsystem: string | undefined;
  sent: readonly Planned[];
  notice: PlannedOccasion["notice"];
}

function remember(memory: PlanMemory, { alert, severity, subsystem, sent, notice }: Decided): void {
  const told = memory.toldBy.get(alert.id) ?? new Set<string>();
  for (const { channel, recipient } of sent) told.add(tellingKey(channel, recipient.key));
  memory.toldBy.set(alert.id, told);
  const isHeard = sent.some(({ channel }) => channel !== "log");
  if (isHeard && subsystem !== undefined && isAtLeast(severity, "critical")) memory.busySubsystems.add(subsystem);
  const group = alert.groupId === null ? undefined : memory.groups.get(alert.groupId);
  if (group === undefined || alert.groupId === null) return;
  const isGraver = group.gravest === null || severityRank(severity) > severityRank(group.gravest);
  memory.groups.set(alert.groupId, {
    ...group,
    ...notice,
    gravest: isHeard && isGraver ? severity : group.gravest,
  });
}

/** What ends noise or changes what was said before is no notice of the group. */
function isNews(occasion: Occasion): boolean {
  return !["resolved", "acknowledged"].includes(kindOf(occasion));
}

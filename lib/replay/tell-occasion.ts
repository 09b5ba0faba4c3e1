import { labelsOf } from "@/lib/alerts/labels-of";
import { type Resolved, resolveTargets } from "@/lib/escalation/resolve-targets";
import { targetsOf } from "@/lib/escalation/targets-of";
import { type Severity, severityRank } from "@/lib/kernel/severity";
import { decide, decidingGate } from "@/lib/notifications/decide";
import { isFirst, mayBeFirst } from "@/lib/notifications/first-of-subsystem";
import { moveNotice, type Wait, waitOf } from "@/lib/notifications/group";
import { type House, type Planned, type Telling, tellingKey } from "@/lib/notifications/house";
import { kindOf, type Occasion } from "@/lib/notifications/schema";
import { supersedes } from "@/lib/notifications/supersede";
import { passesCaps } from "@/lib/notifications/throttle";
import { answerOnCall } from "@/lib/on-call/answer-on-call";
import { describeMute } from "@/lib/silences/decide-mute";
import { drain } from "./drain";
import { findMute } from "./look-at-mutes";
import type { Play } from "./play";
import { isTold, recentTellings } from "./recent-tellings";
import type { SimulatedRow } from "./simulation";

/** Decides for everybody on an occasion, and sends what waits for nothing. What the decisions were, as they were made. */
export function tellOccasion(play: Play, occasion: Occasion, now: Date): readonly SimulatedRow[] {
  if (play.alert.isShadow) return [];
  const mute = findMute(play, now);
  const wait = waitFor(play, occasion, now);
  const house = houseAt(play, now);
  const { targets, because } = targetsFor(play, occasion, now);
  const telling: Telling = {
    severity: play.alert.severity,
    occasion,
    brand: play.alert.brand,
    ruleChannels: play.story.ruleChannels,
    toldBy: new Set(play.rows.filter(isTold).map(({ channel, recipient }) => tellingKey(channel, recipient))),
    class: play.alert.class,
    mute: mute === null ? null : { reason: describeMute(mute) },
    wait,
    targets,
    everyoneBecause: because,
    isFirstOfSubsystem: isFirstTold(play, occasion, now),
  };
  const planned = decide(telling, house, now);
  const passes = passesCaps(telling) !== null;
  const rows = planned.map((one, place) =>
    rowOf(play, { planned: one, id: play.rows.length + place + 1, occasion, passes }, now),
  );
  supersedeHeld(play, occasion, rows);
  play.rows.push(...rows);
  noteNotice(play, { occasion, planned, wait }, now);
  drain(play, now);
  return rows.map((row) => ({ ...row }));
}

function isFirstTold({ alert, rows, story }: Play, occasion: Occasion, now: Date): boolean {
  const { severity } = alert;
  if (!story.isSubsystemQuiet || !mayBeFirst({ subsystem: labelsOf(alert).subsystem, occasion, severity }))
    return false;
  return isFirst(
    rows.filter((row) => row.channel !== "log" && isTold(row)),
    now,
  );
}

function targetsFor({ taken, alert, world }: Play, occasion: Occasion, now: Date): Resolved {
  if (!isNews(occasion)) return { targets: null, because: null };
  const onCall = answerOnCall(world.rotations, world.overrides, now);
  const named = { targets: targetsOf(taken, occasion), by: taken.by, brand: alert.brand, onCall };
  return resolveTargets(named, world.house);
}

function isNews(occasion: Occasion): boolean {
  return !["resolved", "acknowledged"].includes(kindOf(occasion));
}

function waitFor(play: Play, occasion: Occasion, now: Date): Wait | null {
  if (!isNews(occasion)) return null;
  const { alert, story, world } = play;
  const group = play.group === null ? null : { ...play.group, gravest: gravestTold(play) };
  const { maxAlertsPerHour } = story;
  return waitOf({ alert, occasion, severity: alert.severity, group, grouping: world.grouping, maxAlertsPerHour }, now);
}

function gravestTold({ rows }: Play): Severity | null {
  const told = rows.filter((row) => row.channel !== "log" && isTold(row)).map(({ severity }) => severity);
  return told.sort((a, b) => severityRank(b) - severityRank(a))[0] ?? null;
}

/** The house with what the alert itself has sent by now. */
function houseAt(play: Play, now: Date): House {
  return { ...play.world.house, recent: recentTellings(play, now) };
}

function rowOf(
  play: Play,
  { planned, id, occasion, passes }: { planned: Planned; id: number; occasion: Occasion; passes: boolean },
  now: Date,
): SimulatedRow {
  const { recipient, channel, decision, gates } = planned;
  return {
    id,
    occasion,
    severity: play.alert.severity,
    channel,
    recipient: recipient.key,
    name: recipient.name,
    status: decision.kind === "send" ? "queued" : decision.kind === "hold" ? "held" : "skipped",
    reason: decision.reason,
    gate: decidingGate(planned),
    gates,
    passesCaps: passes,
    createdAt: now,
    dueAt: decision.kind === "send" ? now : decision.kind === "hold" ? decision.until : null,
    heldUntil: decision.kind === "hold" ? decision.until : null,
    deliveredAt: null,
    bundle: null,
  };
}

function supersedeHeld({ rows }: Play, occasion: Occasion, told: readonly SimulatedRow[]): void {
  const reason = supersedes(occasion);
  if (reason === null) return;
  const reached = new Set(told.filter(({ status }) => status === "queued").map(keyOf));
  for (const row of rows) {
    if (row.status === "held" && reached.has(keyOf(row)))
      Object.assign(row, { status: "skipped", reason, dueAt: null });
  }
}

function keyOf({ channel, recipient }: SimulatedRow): string {
  return tellingKey(channel, recipient);
}

function noteNotice(
  play: Play,
  { occasion, planned, wait }: { occasion: Occasion; planned: readonly Planned[]; wait: Wait | null },
  now: Date,
): void {
  if (play.group === null || !isNews(occasion)) return;
  play.group = { ...play.group, ...moveNotice({ planned, wait }, now) };
}

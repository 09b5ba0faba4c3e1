import { decideRelease } from "@/lib/notifications/bundle";
import { leavesWith } from "@/lib/notifications/bundle-mates";
import type { Play } from "./play";
import type { Released, SimulatedRow } from "./simulation";
import { deliveredAs } from "./tell-occasion";
import { writeMoment } from "./write-moment";

/** When the next held row is looked at again; null where none waits. */
export function nextDueAt(rows: readonly SimulatedRow[]): Date | null {
  const dues = rows.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]));
  return dues.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** Sends what was held until now, or ends it where nobody needs to hear of it any more. */
export function releaseDue(play: Play, now: Date): void {
  const released: Released[] = [];
  for (let due = dueOf(play, now); due.length > 0; due = dueOf(play, now)) released.push(...releaseOne(play, due, now));
  if (released.length > 0) writeMoment(play, { kind: "released", words: wordsOf(released), released }, now);
}

type Held = SimulatedRow & { dueAt: Date };

/** The rows that leave as the next message: of one recipient and channel, the first that is due and what goes with it. */
function dueOf({ rows, alert }: Play, now: Date): Held[] {
  const held = rows.filter((row): row is Held => row.status === "held" && row.dueAt !== null);
  const head = held.find(({ dueAt }) => dueAt <= now);
  if (head === undefined) return [];
  return held.filter(
    (row) =>
      row === head ||
      (row.channel === head.channel &&
        row.recipient === head.recipient &&
        leavesWith({ ...head, alert }, { ...row, alert }, now)),
  );
}

function releaseOne(play: Play, due: readonly Held[], now: Date): Released[] {
  const [head] = due;
  if (head === undefined) return [];
  const { tell, skip } = decideRelease(due.map((row) => ({ row, alert: play.alert, ...heldBy(row) })));
  for (const { row, reason } of skip) Object.assign(row, { status: "skipped", reason, dueAt: null, bundle: head.id });
  for (const { row } of tell) Object.assign(row, deliveredAs(now), { bundle: head.id });
  const way = { channel: head.channel, recipient: head.recipient, name: head.name };
  const sent: Released[] =
    tell.length === 0 ? [] : [{ ...way, outcome: "sent", reason: head.reason, rows: tell.map(({ row }) => row.id) }];
  return [...sent, ...skip.map(({ row, reason }) => ({ ...way, outcome: "skipped" as const, reason, rows: [row.id] }))];
}

function heldBy({ gate, gates }: SimulatedRow): { wasDelayed: boolean; isOverCap: boolean } {
  const wasDelayed = gates.some((one) => one.gate === "delay" && one.result === "hold");
  return { wasDelayed, isOverCap: gate === "cap" };
}

function wordsOf(released: readonly Released[]): string {
  const isAnySent = released.some(({ outcome }) => outcome === "sent");
  return isAnySent ? "What was held until now is sent" : "What was held until now need not be told any more";
}

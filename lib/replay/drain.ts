import { decideRelease } from "@/lib/notifications/bundle";
import { leavesWith } from "@/lib/notifications/bundle-mates";
import { tellingKey } from "@/lib/notifications/house";
import { fullUntil } from "@/lib/notifications/throttle";
import type { Play } from "./play";
import { recentTellings } from "./recent-tellings";
import type { Released, SimulatedRow } from "./simulation";

/** When the next row is looked at again; null where none waits. */
export function nextDueAt(rows: readonly SimulatedRow[]): Date | null {
  const dues = rows.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]));
  return dues.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/**
 * Sends what is due, in the order it was planned: what was held goes with what leaves with it, or not any more; what is over a
 * cap by now waits again. What became of everything that was held.
 */
export function drain(play: Play, now: Date): Released[] {
  const released: Released[] = [];
  for (let due = dueOf(play, now); due !== null; due = dueOf(play, now)) released.push(...sendOne(play, due, now));
  return released;
}

type Waiting = SimulatedRow & { dueAt: Date };

interface Due {
  head: Waiting;
  rows: readonly Waiting[];
}

function isWaiting(row: SimulatedRow): row is Waiting {
  return (row.status === "held" || row.status === "queued") && row.dueAt !== null;
}

/** The next message: of one recipient and channel, the first row that is due and what leaves with it. */
function dueOf({ rows, alert }: Play, now: Date): Due | null {
  const waiting = rows.filter(isWaiting);
  const head = waiting.find(({ dueAt }) => dueAt <= now);
  if (head === undefined) return null;
  if (head.status === "queued") return { head, rows: [head] };
  const isMate = (row: Waiting) =>
    row.status === "held" && isSameWay(row, head) && leavesWith({ ...head, alert }, { ...row, alert }, now);
  return { head, rows: waiting.filter((row) => row === head || isMate(row)) };
}

function isSameWay(a: SimulatedRow, b: SimulatedRow): boolean {
  return a.channel === b.channel && a.recipient === b.recipient;
}

function sendOne(play: Play, due: Due, now: Date): Released[] {
  if (isHeldByCap(play, due, now)) return [];
  const { head, rows } = due;
  if (head.status === "queued") {
    Object.assign(head, deliveredAs(now));
    return [];
  }
  const { tell, skip } = decideRelease(rows.map((row) => ({ row, alert: play.alert, ...heldBy(row) })));
  const way = { channel: head.channel, recipient: head.recipient, name: head.name };
  const { reason } = head;
  for (const { row, reason: why } of skip)
    Object.assign(row, { status: "skipped", reason: why, dueAt: null, bundle: head.id });
  for (const { row } of tell) Object.assign(row, deliveredAs(now), { bundle: head.id });
  const sent: Released[] =
    tell.length === 0 ? [] : [{ ...way, outcome: "sent", reason, rows: tell.map(({ row }) => row.id) }];
  return [
    ...sent,
    ...skip.map((one) => ({ ...way, outcome: "skipped" as const, reason: one.reason, rows: [one.row.id] })),
  ];
}

/** Asks the cap again: what is over it by now waits, with all else that is due to the same recipient. */
function isHeldByCap(play: Play, { head, rows }: Due, now: Date): boolean {
  const caps = play.world.house.caps[head.channel] ?? [];
  const recent = recentTellings(play, now).get(tellingKey(head.channel, head.recipient)) ?? [];
  const full = fullUntil(caps, recent, now);
  if (full === null || rows.some(({ passesCaps }) => passesCaps)) return false;
  const others = play.rows.filter(
    (row) => isWaiting(row) && isSameWay(row, head) && row.dueAt <= now && !row.passesCaps,
  );
  const { until, reason } = full;
  const gate = { gate: "cap", result: "hold", reason } as const;
  for (const row of new Set<SimulatedRow>([...rows, ...others])) {
    const gates = [...row.gates, gate];
    Object.assign(row, { status: "held", reason, gate: "cap", gates, dueAt: until, heldUntil: until, bundle: null });
  }
  return true;
}

function deliveredAs(now: Date): Pick<SimulatedRow, "status" | "deliveredAt" | "dueAt"> {
  return { status: "delivered", deliveredAt: now, dueAt: null };
}

function heldBy({ gate, gates }: SimulatedRow): { wasDelayed: boolean; isOverCap: boolean } {
  const wasDelayed = gates.some((one) => one.gate === "delay" && one.result === "hold");
  return { wasDelayed, isOverCap: gate === "cap" };
}

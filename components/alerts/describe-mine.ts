import { isSilentEnd } from "@/lib/notifications/is-silent-end";
import type { NotificationWire } from "@/lib/notifications/wire";
import { listOf } from "@/lib/rules/describe";
import { CHANNELS } from "./people-told";

/** What an alert's decisions come to for one reader. */
export interface MyTelling {
  kind: "told" | "coming" | "not-told";
  words: string;
  /** When it reached, or is due; null where there is no instant to it. */
  at: string | null;
}

/**
 * Why the reader was, or was not, told, in one line; null before anything was decided. The furthest a message came counts,
 * whatever occasion it was of.
 */
export function describeMine(notifications: readonly NotificationWire[], accountId: number): MyTelling | null {
  if (notifications.length === 0) return null;
  const mine = notifications.filter((one) => one.recipient === `account:${accountId}` && !isSilentEnd(one));
  if (mine.length === 0) return notTold("nothing could reach you when it was raised");
  const delivered = mine.filter(({ status }) => status === "delivered");
  if (delivered.length > 0)
    return { kind: "told", words: `You were told by ${waysOf(delivered)}`, at: last(delivered) };
  const waiting = mine.filter(({ status }) => status === "held" || status === "queued" || status === "sending");
  const [first] = waiting;
  if (first !== undefined) {
    const words = `You were not told yet: ${first.last_error ?? first.reason}, by ${waysOf(waiting)}`;
    return { kind: "coming", words, at: first.next_attempt_at };
  }
  return notTold(reasonsOf(mine));
}

function notTold(reason: string): MyTelling {
  return { kind: "not-told", words: `You were not told: ${reason}`, at: null };
}

/** One reason where all ways have the same; else each way with its own. */
function reasonsOf(mine: readonly NotificationWire[]): string {
  const byWay = new Map(mine.map((one) => [CHANNELS[one.channel].word, one.last_error ?? one.reason]));
  const reasons = new Set(byWay.values());
  if (reasons.size === 1) return [...reasons].join("");
  return [...byWay].map(([way, reason]) => `${way}: ${reason}`).join("; ");
}

function waysOf(notifications: readonly NotificationWire[]): string {
  return listOf([...new Set(notifications.map(({ channel }) => CHANNELS[channel].word))]);
}

function last(delivered: readonly NotificationWire[]): string | null {
  return (
    delivered
      .map(({ delivered_at }) => delivered_at ?? "")
      .sort()
      .at(-1) ?? null
  );
}

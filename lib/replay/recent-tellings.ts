import { addMs } from "@/lib/kernel/time";
import { tellingKey } from "@/lib/notifications/house";
import { kindOf } from "@/lib/notifications/schema";
import { longestCapMs } from "@/lib/notifications/throttle";
import type { Play } from "./play";
import type { SimulatedRow } from "./simulation";

/** Whether a message went, or is just going. */
export function isTold({ status }: SimulatedRow): boolean {
  return status === "queued" || status === "delivered";
}

/** What counts for the caps: what the house had sent before and the alert sent since, one instant a message; no acknowledgement. */
export function recentTellings({ world: { house }, rows }: Play, now: Date): Map<string, Date[]> {
  const since = addMs(now, -longestCapMs(house.caps));
  const recent = new Map([...house.recent].map(([key, told]) => [key, told.filter((at) => at <= now)]));
  const messages = new Map<string, { key: string; at: Date }>();
  for (const row of rows) {
    const { channel, recipient, deliveredAt, bundle, id } = row;
    if (deliveredAt === null || deliveredAt <= since || kindOf(row.occasion) === "acknowledged") continue;
    const key = tellingKey(channel, recipient);
    messages.set(`${key} ${bundle ?? id}`, { key, at: deliveredAt });
  }
  for (const { key, at } of messages.values()) recent.set(key, [...(recent.get(key) ?? []), at]);
  return recent;
}

import "server-only";
import { SECOND_MS } from "@/lib/kernel/time";
import type { Outcome } from "@/lib/notifications/outcomes-of";
import type { Channel } from "@/lib/rules/schema";
import type { Unit } from "@/lib/server/context";

/** One wake-up for each second at which something is tried again. */
export function wakeForRetries(
  unit: Unit,
  channel: Channel,
  outcomes: readonly Pick<Outcome<unknown>, "next">[],
): void {
  const seconds = new Set(
    outcomes.flatMap(({ next }) => (next.kind === "retry" ? Math.ceil(next.at.getTime() / SECOND_MS) : [])),
  );
  for (const second of seconds) {
    const dueAt = new Date(second * SECOND_MS).toISOString();
    unit.tell.outbox({ name: "notification/planned", data: { channel, dueAt } });
  }
}

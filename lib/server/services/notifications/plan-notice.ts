import "server-only";
import { notices } from "@/db/schema";
import type { NoticeContent, NoticeKind } from "@/lib/notifications/notice";
import type { Channel } from "@/lib/rules/schema";
import type { Unit } from "@/lib/server/context";

/** A message to one recipient by one channel that is about no alert. */
export interface NoticeInput {
  kind: NoticeKind;
  /** Names the occasion, such as `hand-off/3/2026-11-23T08:00:00.000Z`: planned twice it is sent once. */
  key: string;
  /** `account:7`, `address:ops@x.test` or `channel`. */
  recipient: string;
  channel: Channel;
  /** Where it goes instead of the recipient's own address, such as one that is to be verified. */
  address?: string;
  content: NoticeContent;
  /** Not sent any more after it. */
  expiresAt?: Date;
}

/** Queues a notice with whatever else the unit does, and wakes its channel. Its id; null where it was planned before. */
export async function planNotice(unit: Unit, notice: NoticeInput): Promise<number | null> {
  const now = unit.now();
  const [row] = await unit.db
    .insert(notices)
    .values({ ...notice, status: "queued", nextAttemptAt: now, createdAt: now, correlationId: unit.correlationId })
    .onConflictDoNothing()
    .returning({ id: notices.id });
  if (row === undefined) return null;
  unit.tell.outbox({ name: "notification/planned", data: { channel: notice.channel, dueAt: now.toISOString() } });
  return row.id;
}

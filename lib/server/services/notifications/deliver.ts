import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { listPeople, type TakenNotification, takeDue } from "@/db/queries/notifications";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { addressOf } from "@/lib/notifications/address-of";
import { composeEmail } from "@/lib/notifications/compose/email";
import { composeLogLine } from "@/lib/notifications/compose/log-line";
import type { Person } from "@/lib/notifications/decide";
import type { Receipt } from "@/lib/notifications/schema";
import type { Channel } from "@/lib/rules/schema";
import { publicUrl } from "@/lib/server/access/session-cookie";
import { channels, openChannels } from "@/lib/server/channels/open";
import type { ChannelPort } from "@/lib/server/channels/port";
import type { Context } from "@/lib/server/context";
import type { Env } from "@/lib/server/env";
import { type Recorded, recordAttempt } from "./record-attempt";

/** Longer than any attempt takes, so that nobody takes a row that is still being sent. */
const LEASE_MS = MINUTE_MS;
/** Sent at the same time. */
const BATCH = 10;
/** A drain begins no batch after this, so that one job step stays short; `dueAt` then says to go on. */
const DRAIN_MS = 20 * SECOND_MS;

export interface Drained {
  delivered: number;
  failed: number;
  retried: number;
  /** When to drain again for rows this drain took: the earliest retry, or now if more is due; null when all is done. */
  dueAt: Date | null;
}

export interface DeliverInput {
  channel: Channel;
  /** Absent: the process's own. A test names its mail server. */
  settings?: Env;
}

/**
 * Sends what is due on a channel. Rows are leased, so two drains at once send each message once; a crash between sending
 * and recording makes it sent at most once more, and not where the provider knows idempotency keys.
 */
export async function deliverDue(ctx: Context, { channel, settings }: DeliverInput): Promise<Drained> {
  const opened = settings === undefined ? channels() : openChannels(settings, ctx.log);
  const drained: Drained = { delivered: 0, failed: 0, retried: 0, dueAt: null };
  const startedAt = ctx.now();
  for (let now = startedAt; now <= addMs(startedAt, DRAIN_MS); now = ctx.now()) {
    const taken = await takeDue(ctx.db, { channel, limit: BATCH, now, leasedUntil: addMs(now, LEASE_MS) });
    if (taken.length === 0) return drained;
    const people = channel === "email" ? await listPeople(ctx.db) : [];
    const delivery = { channel, port: opened[channel], people, at: now };
    // Each row is recorded before a fault of another one ends the drain.
    const settled = await Promise.allSettled(taken.map((row) => deliverOne(ctx, { ...delivery, row })));
    for (const one of settled) {
      if (one.status === "rejected") throw one.reason;
      count(drained, one.value);
    }
  }
  return { ...drained, dueAt: ctx.now() };
}

interface Delivery {
  row: TakenNotification;
  channel: Channel;
  port: ChannelPort;
  people: readonly Person[];
  at: Date;
}

async function deliverOne(ctx: Context, delivery: Delivery): Promise<Recorded> {
  const { row, channel, people, at } = delivery;
  const address = addressOf(row.recipient, people);
  const receipt = address.kind === "nobody" ? gone(address.because) : await send(ctx, delivery, address.to);
  const durationMs = ctx.now().getTime() - at.getTime();
  return recordAttempt(ctx, { row, channel, receipt, to: address.kind === "to" ? address.to : null, at, durationMs });
}

async function send(ctx: Context, { row, channel, port }: Delivery, to: string | null): Promise<Receipt> {
  if (!("send" in port)) return gone(port.readiness.reason);
  const alert = await findAlert(ctx.db, ctx.scope, row.alertId);
  if (alert === null) return gone("the alert is gone");
  const source = {
    // A message that waited tells its own occasion: what came after it has messages of its own.
    alert: { ...alert, severity: row.severity },
    occasion: row.occasion,
    link: new URL(`/alerts/${alert.id}`, publicUrl()).href,
    correlationId: row.correlationId ?? ctx.correlationId,
  };
  return port.send({
    idempotencyKey: [
      `pitboss/alert-${alert.id}`,
      row.occasion,
      row.recipient,
      channel,
      row.alertTriggeredAt.getTime(),
    ].join("/"),
    severity: row.severity,
    to,
    email: composeEmail(source),
    log: composeLogLine(source),
  });
}

/** A message that can no longer be delivered to anybody. */
function gone(response: string): Receipt {
  return { kind: "failed", failure: { kind: "undeliverable" }, response };
}

function count(drained: Drained, recorded: Recorded): void {
  if (recorded.kind === "superseded") return;
  drained[recorded.kind] += 1;
  if (recorded.kind !== "retried") return;
  if (drained.dueAt === null || recorded.at < drained.dueAt) drained.dueAt = recorded.at;
}

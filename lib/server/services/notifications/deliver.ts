import "server-only";
import { type TakenNotification, takeDue, takeNext } from "@/db/queries/due-notifications";
import { listPeople } from "@/db/queries/notifications";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { addressOf } from "@/lib/notifications/address-of";
import type { Person } from "@/lib/notifications/house";
import type { Receipt } from "@/lib/notifications/schema";
import { isPersonal } from "@/lib/preferences/schema";
import type { Channel } from "@/lib/rules/schema";
import { channels, openChannels } from "@/lib/server/channels/open";
import type { ChannelPort } from "@/lib/server/channels/port";
import type { Context } from "@/lib/server/context";
import type { Env } from "@/lib/server/env";
import { findSlackThread } from "@/lib/server/services/slack/thread";
import { composeMessage } from "./compose-message";
import { deliverPush } from "./deliver-push";
import { fallBack } from "./fall-back";
import { holdOverCap, type Rows } from "./hold-over-cap";
import { loadCaps } from "./load-house";
import { type Recorded, recordAttempt } from "./record-attempt";
import { releaseBundle } from "./release-bundle";

/** Longer than any attempt takes, so that nobody takes a row that is still being sent. */
const LEASE_MS = MINUTE_MS;
/** Recipients sent to at the same time, each one message after the other. */
const BATCH = 10;
/** So many rounds with those who were just sent to, before all others are looked at again. */
const ROUNDS = 20;
/** A drain begins no batch after this, so that one job step stays short; `dueAt` then says to go on. */
const DRAIN_MS = 20 * SECOND_MS;

export interface Drained {
  delivered: number;
  failed: number;
  retried: number;
  /** When to drain again for rows this drain took: the earliest retry or room under a cap, or now if more is due; null when all is done. */
  dueAt: Date | null;
}

export interface DeliverInput {
  channel: Channel;
  /** Absent: the process's own. A test names its mail server. */
  settings?: Env;
}

/**
 * Sends what is due on a channel: to each recipient in order, held rows of a group or rule as one message. Rows are leased,
 * so two drains at once send each message once; a crash between sending and recording makes it sent at most once more, and
 * not where the provider knows idempotency keys.
 */
export async function deliverDue(ctx: Context, { channel, settings }: DeliverInput): Promise<Drained> {
  const opened = settings === undefined ? channels() : openChannels(settings, ctx.log);
  const drained: Drained = { delivered: 0, failed: 0, retried: 0, dueAt: null };
  const caps = (await loadCaps(ctx.db))[channel] ?? [];
  const startedAt = ctx.now();
  const take = taker(ctx, channel);
  for (let now = startedAt; now <= addMs(startedAt, DRAIN_MS); now = ctx.now()) {
    const taken = await take(now);
    if (taken.length === 0) return drained;
    const { bundles, until } = await holdOverCap(ctx, { channel, caps, bundles: bundlesOf(taken) });
    comeBack(drained, until);
    const people = isPersonal(channel) ? await listPeople(ctx.db) : [];
    const delivery = { channel, port: opened[channel], people, at: now };
    // Each message is recorded before a fault of another one ends the drain.
    const settled = await Promise.allSettled(bundles.map((rows) => deliverOne(ctx, { ...delivery, rows })));
    const refused: string[] = [];
    for (const [index, one] of settled.entries()) {
      if (one.status === "rejected") throw one.reason;
      count(drained, one.value);
      const [carrier] = bundles[index] ?? [];
      if (carrier !== undefined && (one.value.kind === "retried" || one.value.kind === "failed"))
        refused.push(carrier.recipient);
    }
    if (refused.length > 0 && isPersonal(channel))
      await fallBack(ctx, { channel, recipients: refused, ...(settings && { settings }) });
  }
  return { ...drained, dueAt: ctx.now() };
}

/** Takes what is due: mostly the next of whom it just took from, and every so often whosever turn it is. */
function taker({ db }: Context, channel: Channel) {
  let recipients: string[] = [];
  let round = 0;
  return async (now: Date): Promise<TakenNotification[]> => {
    const asked = { channel, now, leasedUntil: addMs(now, LEASE_MS) };
    round += 1;
    const isOver = recipients.length === 0 || round % ROUNDS === 0;
    const next = isOver ? [] : await takeNext(db, { ...asked, recipients });
    const taken = next.length > 0 ? next : await takeDue(db, { ...asked, limit: BATCH });
    recipients = taken.map(({ recipient }) => recipient);
    return taken;
  };
}

function bundlesOf(taken: readonly TakenNotification[]): Rows[] {
  const bundles = new Map<string, [TakenNotification, ...TakenNotification[]]>();
  for (const row of taken) {
    const key = row.bundle === null ? `row ${row.id}` : `bundle ${row.bundle}`;
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, [row]);
    else bundle.push(row);
  }
  return [...bundles.values()];
}

interface Delivery {
  rows: Rows;
  channel: Channel;
  port: ChannelPort;
  people: readonly Person[];
  at: Date;
}

async function deliverOne(ctx: Context, delivery: Delivery): Promise<Recorded> {
  const { channel, people, at } = delivery;
  const rows = delivery.rows[0].bundle === null ? delivery.rows : await releaseBundle(ctx, channel, delivery.rows);
  if (rows === null) return { kind: "nothing" };
  const address = addressOf(channel, rows[0].recipient, people);
  const receipt =
    address.kind === "nobody" ? gone(address.because) : await send(ctx, { ...delivery, rows }, address.to);
  const durationMs = ctx.now().getTime() - at.getTime();
  return recordAttempt(ctx, { rows, channel, receipt, to: address.kind === "to" ? address.to : null, at, durationMs });
}

async function send(ctx: Context, { rows, channel, port, at }: Delivery, to: string | null): Promise<Receipt> {
  if (!("send" in port)) return gone(port.readiness.reason);
  const message = await composeMessage(ctx, channel, rows);
  if (message === null) return gone("the alert is gone");
  if (channel === "push") return deliverPush(ctx, port.send, { message, recipient: rows[0].recipient, at });
  if (channel !== "slack") return port.send({ ...message, to, at });
  return port.send({ ...message, slackThread: await findSlackThread(ctx, rows), to, at });
}

/** A message that can no longer be delivered to anybody. */
function gone(response: string): Receipt {
  return { kind: "failed", failure: { kind: "undeliverable" }, response };
}

function count(drained: Drained, recorded: Recorded): void {
  if (recorded.kind === "superseded" || recorded.kind === "nothing") return;
  drained[recorded.kind] += 1;
  if (recorded.kind === "retried") comeBack(drained, recorded.at);
}

function comeBack(drained: Drained, at: Date | null): void {
  if (at !== null && (drained.dueAt === null || at < drained.dueAt)) drained.dueAt = at;
}

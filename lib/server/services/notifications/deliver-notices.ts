import "server-only";
import { type TakenNotice, takeDueNotices } from "@/db/queries/notices";
import { listPeople } from "@/db/queries/notifications";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { type Address, addressOf } from "@/lib/notifications/address-of";
import { composeNotice } from "@/lib/notifications/compose/notice";
import type { Person } from "@/lib/notifications/house";
import type { Receipt } from "@/lib/notifications/schema";
import type { Channel } from "@/lib/rules/schema";
import { publicUrl } from "@/lib/server/access/session-cookie";
import { channels, openChannels } from "@/lib/server/channels/open";
import type { ChannelPort } from "@/lib/server/channels/port";
import type { Context } from "@/lib/server/context";
import { describeFault } from "@/lib/server/describe-fault";
import type { DeliverInput, Drained } from "./deliver";
import { deliverPush } from "./deliver-push";
import { recordNotice } from "./record-notice";

const LEASE_MS = MINUTE_MS;
const BATCH = 20;
const DRAIN_MS = 20 * SECOND_MS;

/**
 * Sends the notices that are due on a channel. They are leased like alerts' messages: a crash between sending and recording
 * sends one at most once more, and not where the provider knows idempotency keys. What expired is not sent.
 */
export async function deliverNotices(ctx: Context, { channel, settings }: DeliverInput): Promise<Drained> {
  const opened = settings === undefined ? channels() : openChannels(settings, ctx.log);
  const drained: Drained = { delivered: 0, failed: 0, retried: 0, dueAt: null };
  const startedAt = ctx.now();
  for (let now = startedAt; now <= addMs(startedAt, DRAIN_MS); now = ctx.now()) {
    const taken = await takeDueNotices(ctx.db, { channel, limit: BATCH, now, leasedUntil: addMs(now, LEASE_MS) });
    if (taken.length === 0) return drained;
    const people = await listPeople(ctx.db);
    const delivery = { channel, port: opened[channel], people, at: now };
    const settled = await Promise.allSettled(taken.map((notice) => deliverOne(ctx, { ...delivery, notice })));
    for (const one of settled) {
      if (one.status === "rejected") throw one.reason;
      count(drained, one.value);
    }
  }
  return { ...drained, dueAt: ctx.now() };
}

interface Delivery {
  notice: TakenNotice;
  channel: Channel;
  port: ChannelPort;
  people: readonly Person[];
  at: Date;
}

async function deliverOne(ctx: Context, delivery: Delivery) {
  const { notice, channel, at } = delivery;
  return recordNotice(ctx, { notice, channel, receipt: await sendOrFail(ctx, delivery), at });
}

/** What goes wrong on our side counts as an attempt, too, and is tried again. */
async function sendOrFail(ctx: Context, delivery: Delivery): Promise<Receipt> {
  try {
    return await send(ctx, delivery);
  } catch (error) {
    ctx.log.error({ err: error, channel: delivery.channel, notice: delivery.notice.id }, "a notice could not be sent");
    const response = `Pitboss could not send it: ${describeFault(error).message}`;
    return { kind: "failed", failure: { kind: "internal" }, response };
  }
}

async function send(ctx: Context, { notice, channel, port, people, at }: Delivery): Promise<Receipt> {
  if (notice.expiresAt !== null && notice.expiresAt <= at) return gone("its time had passed");
  const address = addressFor(channel, notice, people);
  if (address.kind === "nobody") return gone(address.because);
  if (!("send" in port)) return gone(port.readiness.reason);
  const message = composeNotice({
    content: notice.content,
    idempotencyKey: `pitboss/notice-${notice.id}/${notice.createdAt.getTime()}`,
    home: publicUrl(),
    correlationId: notice.correlationId ?? ctx.correlationId,
  });
  if (channel === "push") return deliverPush(ctx, port.send, { message, recipient: notice.recipient, at });
  return port.send({ ...message, to: address.to, at });
}

/** The notice's own address where it has one. Demo accounts are neither mailed nor texted, whatever address they gave. */
function addressFor(channel: Channel, notice: TakenNotice, people: readonly Person[]): Address {
  const found = addressOf(channel, notice.recipient, people);
  const address = notice.address === null || found.kind === "nobody" ? found : { ...found, to: notice.address };
  if (address.kind === "nobody" || (channel !== "email" && channel !== "sms")) return address;
  const isDemo = people.some(({ id, isDemo }) => isDemo && notice.recipient === `account:${id}`);
  if (isDemo || address.to?.endsWith("@demo.invalid")) {
    return { kind: "nobody", because: `demo accounts are never ${channel === "email" ? "mailed" : "texted"}` };
  }
  return address.to === null ? { kind: "nobody", because: "nobody has an address" } : address;
}

/** What can no longer be delivered to anybody. */
function gone(response: string): Receipt {
  return { kind: "failed", failure: { kind: "undeliverable" }, response };
}

function count(drained: Drained, recorded: Awaited<ReturnType<typeof recordNotice>>): void {
  if (recorded.kind === "superseded") return;
  drained[recorded.kind] += 1;
  if (recorded.kind !== "retried") return;
  if (drained.dueAt === null || recorded.at < drained.dueAt) drained.dueAt = recorded.at;
}

import "server-only";
import { findAlerts } from "@/db/queries/alerts";
import type { TakenNotification } from "@/db/queries/due-notifications";
import { listPeople } from "@/db/queries/notifications";
import type { Alert } from "@/lib/alerts/schema";
import { addressOf } from "@/lib/notifications/address-of";
import type { Person } from "@/lib/notifications/house";
import type { Receipt } from "@/lib/notifications/schema";
import { isPersonal } from "@/lib/preferences/schema";
import type { Channel } from "@/lib/rules/schema";
import type { ChannelPort } from "@/lib/server/channels/port";
import type { Context } from "@/lib/server/context";
import { describeFault } from "@/lib/server/describe-fault";
import { findSlackThread } from "@/lib/server/services/slack/thread";
import { composeMessage } from "./compose-message";
import { deliverPush } from "./deliver-push";
import type { Rows } from "./hold-over-cap";
import type { Attempt } from "./record-attempts";
import { releaseBundle } from "./release-bundle";

/** What the messages of one take have in common, read once. */
export interface DrainHouse {
  people: readonly Person[];
  alerts: ReadonlyMap<number, Alert>;
}

/** People only where the channel is theirs: their addresses may have changed since the decision. */
export async function loadDrainHouse(
  ctx: Context,
  channel: Channel,
  rows: readonly TakenNotification[],
): Promise<DrainHouse> {
  const ids = rows.map(({ alertId }) => alertId);
  return {
    people: isPersonal(channel) ? await listPeople(ctx.db) : [],
    alerts: await findAlerts(ctx.db, ctx.scope, ids),
  };
}

interface Delivery {
  rows: Rows;
  channel: Channel;
  port: ChannelPort;
  house: DrainHouse;
  at: Date;
}

/**
 * Hands one message to its provider. Never throws: what goes wrong on our side counts as an attempt, too, and is tried again.
 * @returns null where nobody was to be notified any more.
 */
export async function sendMessage(ctx: Context, delivery: Delivery): Promise<Attempt | null> {
  const { channel, house, at } = delivery;
  let { rows } = delivery;
  let to: string | null = null;
  let receipt: Receipt;
  try {
    const released = rows[0].bundle === null ? rows : await releaseBundle(ctx, channel, rows);
    if (released === null) return null;
    rows = released;
    const address = addressOf(channel, rows[0].recipient, house.people);
    if (address.kind === "to") to = address.to;
    receipt = address.kind === "nobody" ? gone(address.because) : await send(ctx, { ...delivery, rows }, address.to);
  } catch (error) {
    ctx.log.error({ err: error, channel, alertId: rows[0].alertId }, "a message could not be sent");
    const response = `Pitboss could not send it: ${describeFault(error).message}`;
    receipt = { kind: "failed", failure: { kind: "internal" }, response };
  }
  return { rows, channel, receipt, to, at, durationMs: ctx.now().getTime() - at.getTime() };
}

async function send(ctx: Context, { rows, channel, port, house, at }: Delivery, to: string | null): Promise<Receipt> {
  if (!("send" in port)) return gone(port.readiness.reason);
  const message = await composeMessage(ctx, { channel, rows, alerts: house.alerts });
  if (message === null) return gone("the alert is gone");
  if (channel === "push") return deliverPush(ctx, port.send, { message, recipient: rows[0].recipient, at });
  if (channel !== "slack") return port.send({ ...message, to, at });
  return port.send({ ...message, slackThread: await findSlackThread(ctx, rows), to, at });
}

/** A message that can no longer be delivered to anybody. */
function gone(response: string): Receipt {
  return { kind: "failed", failure: { kind: "undeliverable" }, response };
}

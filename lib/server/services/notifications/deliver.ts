import "server-only";
import { findCircuit } from "@/db/queries/circuits";
import type { Channel } from "@/lib/rules/schema";
import { channels, openChannels } from "@/lib/server/channels/open";
import type { Context } from "@/lib/server/context";
import type { Env } from "@/lib/server/env";
import { probe } from "./circuits";
import { Drain, type Drained } from "./drain";
import { fallBack } from "./fall-back";
import { watchCircuits } from "./watch-circuits";

export type { Drained } from "./drain";

export interface DeliverInput {
  channel: Channel;
  /** Absent: the process's own. A test names its mail server. */
  settings?: Env;
}

/**
 * Sends what is due on a channel, many messages at once; those about one alert to one recipient in order, held rows of a
 * group or rule as one message. Rows are leased, so two drains at once send each message once; a crash between sending and
 * recording makes it sent at most once more, and not where the provider knows idempotency keys.
 *
 * While the channel's circuit is open one message goes as a probe when its time has come, and people are notified of what
 * is critical by their next channel at once.
 */
export async function deliverDue(ctx: Context, { channel, settings }: DeliverInput): Promise<Drained> {
  const opened = settings === undefined ? channels() : openChannels(settings, ctx.log);
  const drain = new Drain(ctx, { channel, port: opened[channel], ...(settings && { settings }) });
  const circuit = await findCircuit(ctx.db, channel);
  if (circuit.openedAt === null || (await probe(ctx, { channel, drain })) === "closed") {
    if (circuit.openedAt !== null) await watchCircuits(ctx, [channel]);
    const drained = await drain.run();
    if (!drain.isOpen) return drained;
  }
  await watchCircuits(ctx, [channel]);
  await fallBack(ctx, { channel, ...(settings && { settings }) });
  return drain.end((await findCircuit(ctx.db, channel)).probeAt);
}

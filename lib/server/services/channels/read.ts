import "server-only";
import { listChannelAttempts, listTests } from "@/db/queries/channels";
import { AppError } from "@/lib/kernel/errors";
import type { ChannelDetail } from "@/lib/notifications/channel-line";
import type { ChannelId } from "@/lib/notifications/channel-state";
import type { Context } from "@/lib/server/context";
import { type Env, env } from "@/lib/server/env";
import { configurationOf } from "./configuration";
import { listChannels } from "./list";

const SHOWN = 12;

/** @throws AppError `not-found` for a channel there is not. */
export async function readChannel(ctx: Context, channel: ChannelId, settings: Env = env()): Promise<ChannelDetail> {
  const line = (await listChannels(ctx, settings)).find((one) => one.channel === channel);
  if (line === undefined) throw new AppError("not-found", `There is no channel ${channel}.`, { field: "id" });
  const configuration = configurationOf(channel, settings);
  if (channel === "feed") return { ...line, configuration, attempts: [], refusals: [], tests: [] };
  return {
    ...line,
    configuration,
    attempts: await listChannelAttempts(ctx.db, ctx.scope, { channel, limit: SHOWN }),
    refusals: await listChannelAttempts(ctx.db, ctx.scope, { channel, only: "refused", limit: SHOWN }),
    tests: await listTests(ctx.db, channel, SHOWN),
  };
}

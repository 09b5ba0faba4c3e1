import "server-only";
import { listTests, listTraffic } from "@/db/queries/channels";
import { listCircuits } from "@/db/queries/circuits";
import { listPeople } from "@/db/queries/notifications";
import { addMs } from "@/lib/kernel/time";
import type { ChannelLine } from "@/lib/notifications/channel-line";
import { assessChannelState, COUNTED_MS, type Handover, newerOf, USUAL_MS } from "@/lib/notifications/channel-state";
import { readinessOf } from "@/lib/notifications/readiness";
import { CHANNELS, type Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { type Env, env } from "@/lib/server/env";
import { destinationOf, type Reach } from "./configuration";

/** Every channel, log and live feed first as the always-on. */
export async function listChannels(ctx: Context, settings: Env = env()): Promise<ChannelLine[]> {
  const now = ctx.now();
  const traffic = await listTraffic(ctx.db, { countedFrom: addMs(now, -COUNTED_MS), usualFrom: addMs(now, -USUAL_MS) });
  const reach = await reachOf(ctx);
  const circuits = await listCircuits(ctx.db);
  const lines: ChannelLine[] = [];
  for (const channel of CHANNELS) {
    const seen = traffic.find((one) => one.channel === channel);
    const lastTest = (await listTests(ctx.db, channel, 1))[0] ?? null;
    lines.push(
      lineOf(channel, {
        settings,
        reach,
        lastTest,
        outageSince: circuits.get(channel)?.openedAt ?? null,
        ...(seen ?? NOTHING_SEEN),
      }),
    );
  }
  const [log, ...others] = lines;
  return log === undefined ? [] : [log, feedLine(settings, reach), ...others];
}

const NOTHING_SEEN = { last: null, failingSince: null, delivered: 0, refused: 0, usualMs: null };

interface Seen extends Omit<typeof NOTHING_SEEN, "last" | "failingSince" | "usualMs"> {
  settings: Env;
  reach: Reach;
  lastTest: Handover | null;
  /** Since when its provider takes nothing. */
  outageSince: Date | null;
  last: Handover | null;
  failingSince: Date | null;
  usualMs: number | null;
}

function lineOf(channel: Channel, seen: Seen): ChannelLine {
  const { settings, reach, lastTest, outageSince, last: lastMessage, failingSince, delivered, refused, usualMs } = seen;
  const readiness = readinessOf(channel, settings);
  const last = newerOf(lastMessage, lastTest);
  const state = assessChannelState(channel, { readiness, last, failingSince, usualMs, outageSince });
  const isReady = readiness.kind === "ready";
  return {
    channel,
    state: state.kind,
    since: state.since,
    reason: isReady ? null : readiness.reason,
    variables: isReady ? [] : readiness.variables,
    destination: isReady ? destinationOf(channel, settings, reach) : null,
    lastTest,
    lastMessage,
    delivered,
    refused,
    usualMs,
  };
}

function feedLine(settings: Env, reach: Reach): ChannelLine {
  return {
    channel: "feed",
    state: "on",
    since: null,
    reason: null,
    variables: [],
    destination: destinationOf("feed", settings, reach),
    lastTest: null,
    lastMessage: null,
    delivered: 0,
    refused: 0,
    usualMs: null,
  };
}

async function reachOf(ctx: Context): Promise<Reach> {
  const people = (await listPeople(ctx.db)).filter(({ contacts }) => contacts.browsers > 0);
  const browsers = people.reduce((sum, { contacts }) => sum + contacts.browsers, 0);
  return { browsers, people: people.length };
}

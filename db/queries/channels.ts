import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { alerts, auditEvents, deliveryAttempts, notifications } from "@/db/schema";
import type { Scope } from "@/lib/kernel/scope";
import type { ChannelAttempt, ChannelTest } from "@/lib/notifications/channel-line";
import type { Handover } from "@/lib/notifications/channel-state";
import { Occasion } from "@/lib/notifications/schema";
import { CHANNELS, type Channel } from "@/lib/rules/schema";
import { alertsInScope } from "./alerts";
import { readRows } from "./read-rows";

/** What one channel handed over lately, tests left out. */
export interface ChannelTraffic {
  channel: string;
  last: Handover | null;
  /** The first refusal after the last delivery; null where the last was delivered. */
  failingSince: Date | null;
  /** Since `countedFrom`: messages that were taken, and attempts that were not. */
  delivered: number;
  refused: number;
  /** Median since `usualFrom`; null where nothing was delivered. */
  usualMs: number | null;
}

const instant = z.number().transform((ms) => new Date(ms));
const Traffic = z.object({
  channel: z.string(),
  at: instant.nullable(),
  outcome: z.string().nullable(),
  durationMs: z.number().nullable(),
  response: z.string().nullable(),
  failingSince: instant.nullable(),
  delivered: z.number(),
  refused: z.number(),
  usualMs: z.number().nullable(),
});

/** Every channel with its last attempt, since when it refuses, and its counts. */
export async function listTraffic(
  db: Queryable,
  { countedFrom, usualFrom }: { countedFrom: Date; usualFrom: Date },
): Promise<ChannelTraffic[]> {
  const epoch = (at: string) => sql.raw(`(extract(epoch from ${at}) * 1000)::float8`);
  const rows = await readRows(
    db,
    Traffic,
    sql`
      select c.channel, ${epoch("a.at")} as at, a.outcome, a.duration_ms as "durationMs", a.response,
        ${epoch("f.since")} as "failingSince", n.delivered, n.refused, n.usual as "usualMs"
      from unnest(${sql.param([...CHANNELS])}::text[]) as c (channel)
      left join lateral (
        select at, outcome, duration_ms, response from delivery_attempts d
        where d.channel = c.channel order by d.at desc limit 1
      ) a on true
      left join lateral (
        select at from delivery_attempts d
        where d.channel = c.channel and d.outcome = 'delivered' order by d.at desc limit 1
      ) g on true
      left join lateral (
        select min(d.at) as since from delivery_attempts d
        where a.outcome <> 'delivered' and d.channel = c.channel and d.at > coalesce(g.at, '-infinity')
      ) f on true
      cross join lateral (
        select count(*) filter (where d.outcome = 'delivered' and d.at > ${countedFrom.toISOString()}::timestamptz)::int as delivered,
          count(*) filter (where d.outcome <> 'delivered' and d.at > ${countedFrom.toISOString()}::timestamptz)::int as refused,
          percentile_cont(0.5) within group (order by d.duration_ms) filter (where d.outcome = 'delivered') as usual
        from delivery_attempts d
        where d.channel = c.channel and d.at > ${usualFrom.toISOString()}::timestamptz
      ) n`,
  );
  return rows.map(({ at, outcome, durationMs, response, ...rest }) => ({
    ...rest,
    last:
      at === null
        ? null
        : { at, isTest: false, isDelivered: outcome === "delivered", durationMs, word: response ?? "" },
  }));
}

const TestDetails = z.looseObject({
  outcome: z.string().default("failed"),
  response: z.string().default(""),
  duration_ms: z.number().nullable().default(null),
});

/** Tests of a channel, newest first. */
export async function listTests(db: Queryable, channel: Channel, limit: number): Promise<ChannelTest[]> {
  const rows = await db
    .select({ at: auditEvents.at, actor: auditEvents.actor, details: auditEvents.details })
    .from(auditEvents)
    .where(and(eq(auditEvents.action, "notification/tested"), eq(auditEvents.subject, `channel:${channel}`)))
    .orderBy(desc(auditEvents.at))
    .limit(limit);
  return rows.map(({ at, actor, details }) => {
    const { outcome, response, duration_ms } = TestDetails.parse(details);
    return {
      at,
      by: actor,
      isTest: true,
      isDelivered: outcome === "delivered",
      durationMs: duration_ms,
      word: response,
    };
  });
}

const Details = z.looseObject({ title: z.string().optional() });
const Decided = z.looseObject({ name: z.string().optional() });

/** The newest attempts of a channel about alerts the caller may see. */
export async function listChannelAttempts(
  db: Queryable,
  scope: Scope,
  { channel, only, limit }: { channel: Channel; only?: "refused"; limit: number },
): Promise<ChannelAttempt[]> {
  const rows = await db
    .select({ attempt: deliveryAttempts, row: notifications, details: alerts.details, rule: alerts.ruleName })
    .from(deliveryAttempts)
    .innerJoin(alerts, eq(alerts.id, deliveryAttempts.alertId))
    .innerJoin(
      notifications,
      and(
        eq(notifications.id, deliveryAttempts.notificationId),
        eq(notifications.alertTriggeredAt, alerts.triggeredAt),
      ),
    )
    .where(
      and(
        eq(deliveryAttempts.channel, channel),
        only === undefined ? undefined : sql`${deliveryAttempts.outcome} <> 'delivered'`,
        alertsInScope(scope),
      ),
    )
    .orderBy(desc(deliveryAttempts.at), desc(deliveryAttempts.id))
    .limit(limit);
  return rows.map(({ attempt, row, details, rule }) => ({
    at: attempt.at,
    isTest: false,
    isDelivered: attempt.outcome === "delivered",
    durationMs: attempt.durationMs,
    word: attempt.response ?? "",
    attempt: attempt.attempt,
    alertId: attempt.alertId,
    title: Details.parse(details).title ?? rule,
    occasion: Occasion.parse(row.occasion),
    severity: row.severity,
    to: Decided.parse(row.decision).name ?? row.recipient,
  }));
}

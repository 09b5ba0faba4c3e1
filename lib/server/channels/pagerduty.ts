import "server-only";
import type { PagerDutyEvent } from "@/lib/notifications/compose/pagerduty";
import type { Env } from "@/lib/server/env";
import { keepAlive } from "@/lib/server/http/keep-alive";
import { combine, type Told } from "./combine";
import { patience } from "./patience";
import type { Send } from "./port";
import { post } from "./post";

type PagerDutySettings = Pick<Env, "PAGERDUTY_ROUTING_KEY" | "PAGERDUTY_EVENTS_URL" | "PAGERDUTY_CONCURRENCY">;

/**
 * PagerDuty's Events API v2: it takes an event of the same key and action once, so an attempt more does no harm. Events of
 * one alert go one after the other, those of several at once, and each has its own outcome.
 */
export function sendByPagerDuty(settings: PagerDutySettings): Send {
  const { PAGERDUTY_ROUTING_KEY: key, PAGERDUTY_EVENTS_URL: url, PAGERDUTY_CONCURRENCY: concurrency } = settings;
  const pool = keepAlive(concurrency);
  return async ({ pagerduty, at }) => {
    if (pagerduty.length === 0) return { kind: "delivered", receipt: "no event" };
    const left = patience();
    const queue = [...queuesOf(pagerduty)];
    const told: Told[] = [];
    const drain = async () => {
      for (let events = queue.shift(); events !== undefined; events = queue.shift()) {
        for (const { alertId, ...event } of events) {
          const body = JSON.stringify({ routing_key: key, ...event });
          const receipt = await post({ url, body, at, pool, isIdempotent: true, patienceMs: left() });
          told.push({ alertIds: alertId === null ? [] : [alertId], receipt });
          if (receipt.kind === "failed") break;
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, queue.length) }, drain));
    return combine(told);
  };
}

function queuesOf(events: readonly PagerDutyEvent[]): PagerDutyEvent[][] {
  const queues = new Map<string, PagerDutyEvent[]>();
  for (const event of events) queues.set(event.dedup_key, [...(queues.get(event.dedup_key) ?? []), event]);
  return [...queues.values()];
}

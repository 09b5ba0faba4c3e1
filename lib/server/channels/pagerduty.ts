import "server-only";
import type { Receipt } from "@/lib/notifications/schema";
import type { Env } from "@/lib/server/env";
import { keepAlive } from "@/lib/server/http/keep-alive";
import type { Send } from "./port";
import { post } from "./post";

/** PagerDuty's Events API v2: it takes an event of the same key and action once, so an attempt more does no harm. */
export function sendByPagerDuty(
  settings: Pick<Env, "PAGERDUTY_ROUTING_KEY" | "PAGERDUTY_EVENTS_URL" | "PAGERDUTY_CONCURRENCY">,
): Send {
  const { PAGERDUTY_ROUTING_KEY: key, PAGERDUTY_EVENTS_URL: url } = settings;
  const pool = keepAlive(settings.PAGERDUTY_CONCURRENCY);
  return async ({ pagerduty, at }) => {
    let receipt: Receipt = { kind: "delivered", receipt: "no event" };
    for (const event of pagerduty) {
      receipt = await post({ url, body: JSON.stringify({ routing_key: key, ...event }), at, pool, isIdempotent: true });
      if (receipt.kind === "failed") return receipt;
    }
    return receipt;
  };
}

import "server-only";
import type { Receipt } from "@/lib/notifications/schema";
import type { Env } from "@/lib/server/env";
import type { Send } from "./port";
import { post } from "./post";

/** PagerDuty's Events API v2: it takes an event of the same key and action once, so an attempt more does no harm. */
export function sendByPagerDuty(settings: Pick<Env, "PAGERDUTY_ROUTING_KEY" | "PAGERDUTY_EVENTS_URL">): Send {
  const { PAGERDUTY_ROUTING_KEY: key, PAGERDUTY_EVENTS_URL: url } = settings;
  return async ({ pagerduty }) => {
    let receipt: Receipt = { kind: "delivered", receipt: "no event" };
    for (const event of pagerduty) {
      receipt = await post({ url, body: JSON.stringify({ routing_key: key, ...event }) });
      if (receipt.kind === "failed") return receipt;
    }
    return receipt;
  };
}

import "server-only";
import type { Env } from "@/lib/server/env";
import { keepAlive } from "@/lib/server/http/keep-alive";
import { callWebhook } from "@/lib/server/http/signed-webhook";
import { PATIENCE_MS } from "./patience";
import type { Send } from "./port";
import { isTaken, refusalBy, wordOf } from "./post";

type WebhookSettings = Pick<Env, "WEBHOOK_URL" | "WEBHOOK_SECRET" | "WEBHOOK_ALLOW_PRIVATE" | "WEBHOOK_CONCURRENCY">;

/** The generic webhook: signed, and by default not to addresses of our own network. */
export function sendByWebhook(settings: WebhookSettings): Send {
  const { WEBHOOK_URL: url = "", WEBHOOK_SECRET: secret = "", WEBHOOK_ALLOW_PRIVATE: isPrivateAllowed } = settings;
  const privateAddresses = isPrivateAllowed ? "allowed" : "refused";
  const pool = keepAlive(settings.WEBHOOK_CONCURRENCY);
  return async ({ webhook, idempotencyKey, at }) => {
    const body = JSON.stringify(webhook);
    const call = { url, body, secret, idempotencyKey, privateAddresses, at, pool, timeoutMs: PATIENCE_MS } as const;
    const outcome = await callWebhook(call);
    if (outcome.kind === "answered" && isTaken(outcome)) return { kind: "delivered", receipt: wordOf(outcome) };
    return { kind: "failed", ...refusalBy(outcome) };
  };
}

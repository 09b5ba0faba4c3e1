import "server-only";
import type { Env } from "@/lib/server/env";
import { callWebhook } from "@/lib/server/http/signed-webhook";
import { PATIENCE_MS } from "./patience";
import type { Send } from "./port";

/** The generic webhook: signed, and by default not to addresses of our own network. */
export function sendByWebhook(settings: Pick<Env, "WEBHOOK_URL" | "WEBHOOK_SECRET" | "WEBHOOK_ALLOW_PRIVATE">): Send {
  const { WEBHOOK_URL: url = "", WEBHOOK_SECRET: secret = "", WEBHOOK_ALLOW_PRIVATE: isPrivateAllowed } = settings;
  const privateAddresses = isPrivateAllowed ? "allowed" : "refused";
  return async ({ webhook, idempotencyKey, at }) => {
    const body = JSON.stringify(webhook);
    const call = { url, body, secret, idempotencyKey, privateAddresses, at, timeoutMs: PATIENCE_MS } as const;
    const outcome = await callWebhook(call);
    if (outcome.kind === "blocked")
      return { kind: "failed", failure: { kind: "undeliverable" }, response: outcome.word };
    if (outcome.kind === "broken")
      return { kind: "failed", failure: { kind: "broken-connection" }, response: outcome.word };
    const response = `${outcome.status} ${outcome.body}`.trim();
    if (outcome.status >= 200 && outcome.status < 300) return { kind: "delivered", receipt: response };
    const retryAfter = outcome.retryAfterMs === null ? {} : { retryAfterMs: outcome.retryAfterMs };
    return { kind: "failed", failure: { kind: "http", status: outcome.status, ...retryAfter }, response };
  };
}

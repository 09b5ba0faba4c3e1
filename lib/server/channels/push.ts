import "server-only";
import webPush from "web-push";
import { HOUR_MS, SECOND_MS } from "@/lib/kernel/time";
import type { PushContent } from "@/lib/notifications/compose/push";
import type { DeliveryFailure, Receipt } from "@/lib/notifications/schema";
import { publicUrl } from "@/lib/server/access/session-cookie";
import type { Env } from "@/lib/server/env";
import { keepAlive } from "@/lib/server/http/keep-alive";
import { type PostOutcome, postGuarded } from "@/lib/server/http/post-guarded";
import { PATIENCE_MS } from "./patience";
import type { Browser, Send } from "./port";
import { isTaken, refusalBy } from "./post";

type PushSettings = Pick<
  Env,
  "VAPID_PUBLIC_KEY" | "VAPID_PRIVATE_KEY" | "VAPID_SUBJECT" | "WEBHOOK_ALLOW_PRIVATE" | "PUSH_CONCURRENCY"
>;

/** A browser that was off for longer need not hear of it any more. */
const TTL_S = (4 * HOUR_MS) / SECOND_MS;
const NOBODY_TO_ASK = "mailto:pitboss@localhost";
/** What a push service answers for a subscription that is no more. */
const ENDED = [404, 410];

/**
 * A push to every browser of a person, encrypted for each (RFC 8291) and signed by our VAPID key. It is delivered when one
 * took it; the receipt says how many did, and which are gone. web-push makes the request, and our own guarded client sends
 * it: an endpoint is an address that a stranger's browser gave.
 */
export function sendByPush(settings: PushSettings, patienceMs = PATIENCE_MS): Send {
  const { VAPID_PUBLIC_KEY: publicKey = "", VAPID_PRIVATE_KEY: privateKey = "" } = settings;
  const vapidDetails = { subject: settings.VAPID_SUBJECT ?? defaultSubject(), publicKey, privateKey };
  const privateAddresses = settings.WEBHOOK_ALLOW_PRIVATE ? "allowed" : "refused";
  const pool = keepAlive(settings.PUSH_CONCURRENCY);
  return async ({ push, browsers = [], at }) => {
    const options = { vapidDetails, TTL: TTL_S, urgency: urgencyOf(push), topic: topicOf(push) };
    const posted = browsers.map(async ({ id, ...browser }): Promise<Posted> => {
      const made = encrypt(browser, JSON.stringify(push), options);
      if (made.kind === "blocked") return { id, outcome: made };
      const call = { ...made.request, privateAddresses, at, pool, timeoutMs: patienceMs } as const;
      return { id, outcome: await postGuarded(call) };
    });
    return receiptOf(await Promise.all(posted));
  };
}

/** Keys or an address that are none are no error of ours, and no attempt would change them. */
function encrypt({ endpoint, ...keys }: Omit<Browser, "id">, text: string, options: webPush.RequestOptions) {
  try {
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys }, text, options);
    return { kind: "made", request: { url: endpoint, headers: { ...headers }, body } } as const;
  } catch (error) {
    return { kind: "blocked", word: error instanceof Error ? error.message : "no keys" } as const;
  }
}

interface Posted {
  id: Browser["id"];
  outcome: PostOutcome;
}

function receiptOf(posted: readonly Posted[]): Receipt {
  const taken = posted.filter(({ outcome }) => isTaken(outcome)).length;
  const ended = posted.flatMap(({ id, outcome }) => (isEnded(outcome) ? [id] : []));
  const told = ended.length === 0 ? {} : { ended };
  if (taken > 0) return { kind: "delivered", receipt: `${taken} of ${browsersOf(posted.length)} took it`, ...told };
  const left = posted.filter(({ outcome }) => !isEnded(outcome));
  const refusal = left.map(({ outcome }) => refusalBy(outcome)).sort(byHope)[0];
  if (refusal === undefined)
    return { kind: "failed", failure: { kind: "undeliverable" }, response: "no browser is left to push to", ...told };
  return { kind: "failed", ...refusal, ...told };
}

function isEnded(outcome: PostOutcome): boolean {
  return outcome.kind === "answered" && ENDED.includes(outcome.status);
}

/** Of several refusals the one that may pass counts: then all are tried again. */
function byHope(a: { failure: DeliveryFailure }, b: { failure: DeliveryFailure }): number {
  return Number(mayPass(b.failure)) - Number(mayPass(a.failure));
}

function mayPass(failure: DeliveryFailure): boolean {
  if (failure.kind === "broken-connection") return true;
  return failure.kind === "http" && (failure.status >= 500 || failure.status === 408 || failure.status === 429);
}

function browsersOf(count: number): string {
  return count === 1 ? "1 browser" : `${count} browsers`;
}

function urgencyOf({ isSilent, severity }: PushContent): webPush.Urgency {
  if (isSilent) return "low";
  return severity === "critical" || severity === "emergency" ? "high" : "normal";
}

/** What a push service keeps only the last of; 32 characters of base64url at most. */
function topicOf({ tag }: PushContent): string {
  return tag.replaceAll(/[^\w-]/g, "-").slice(-32);
}

/** Push services refuse a subject that leads nowhere; our own address does, where it is one of the internet. */
function defaultSubject(): string {
  const home = publicUrl();
  return home.startsWith("https://") && new URL(home).hostname !== "localhost" ? home : NOBODY_TO_ASK;
}

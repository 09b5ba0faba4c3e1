import "server-only";
import type { Severity } from "@/lib/kernel/severity";
import type { EmailContent } from "@/lib/notifications/compose/email";
import type { LogContent } from "@/lib/notifications/compose/log-line";
import type { PagerDutyEvent } from "@/lib/notifications/compose/pagerduty";
import type { SlackContent } from "@/lib/notifications/compose/slack";
import type { WebhookContent } from "@/lib/notifications/compose/webhook";
import type { Readiness } from "@/lib/notifications/readiness";
import type { Receipt } from "@/lib/notifications/schema";

/** What a channel is given: composed before, so that a channel only carries. */
export interface OutgoingMessage {
  /** The same for each attempt: what a provider that knows such keys sends once. */
  idempotencyKey: string;
  severity: Severity;
  /** E-mail address; null where the channel is the recipient. */
  to: string | null;
  email: EmailContent;
  log: LogContent;
  slack: SlackContent;
  /** Each alert's own event. */
  pagerduty: readonly PagerDutyEvent[];
  webhook: WebhookContent;
  /** When the attempt begins: what a signature is made with. */
  at: Date;
}

/** Hands a message to its provider. Never throws for a refusal: that is a receipt. */
export type Send = (message: OutgoingMessage) => Promise<Receipt>;

/** One way out of the house; `send` is there only where it is ready. Only `notifications/deliver` holds one. */
export type ChannelPort =
  | { readiness: Extract<Readiness, { kind: "ready" }>; send: Send }
  | { readiness: Extract<Readiness, { kind: "not-configured" }> };

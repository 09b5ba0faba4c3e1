import type { Severity } from "@/lib/kernel/severity";
import type { EmailContent } from "./email";
import type { LogContent } from "./log-line";
import type { PagerDutyEvent } from "./pagerduty";
import type { PushContent } from "./push";
import type { SlackContent } from "./slack";
import type { SlackThread } from "./slack-state";
import type { SmsContent } from "./sms";
import type { WebhookContent } from "./webhook";

/** A message as every channel would carry it: composed before, so that a channel only carries. */
export interface Message {
  /** The same for each attempt: what a provider that knows such keys sends once. */
  idempotencyKey: string;
  severity: Severity;
  email: EmailContent;
  log: LogContent;
  slack: SlackContent;
  /** What a bot of Slack makes of it, which changes the message it posted; absent for what is about no alert. */
  slackThread?: SlackThread;
  /** Each alert's own event. */
  pagerduty: readonly PagerDutyEvent[];
  webhook: WebhookContent;
  sms: SmsContent;
  push: PushContent;
}

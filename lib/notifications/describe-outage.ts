import type { Channel } from "@/lib/rules/schema";

/** The rule name of the alert about a channel whose provider takes nothing. */
export const CHANNEL_FAILING = "channel_failing";

const NAMES: Record<Channel, string> = {
  log: "The log",
  email: "E-mail",
  slack: "Slack",
  pagerduty: "PagerDuty",
  sms: "SMS",
  webhook: "The webhook",
  push: "Browser push",
};

/** "E-mail is failing: the mail server rejected the credentials (535). 12 messages are waiting. …". */
export function describeOutage(outage: { channel: Channel; reason: string | null; waiting: number }): string {
  const { channel, reason, waiting } = outage;
  const because = reason === null ? "" : `: ${reason}`;
  const messages = waiting === 1 ? "1 message is waiting" : `${waiting} messages are waiting`;
  return (
    `${NAMES[channel]} is failing${because}. ${messages}. ` +
    "Critical alerts go to people by their next channel. Pitboss tries again at least once a minute."
  );
}

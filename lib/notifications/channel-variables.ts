import type { ChannelId } from "./channel-state";

/** How a variable's value may be shown: as it is, masked, or not at all. */
export type Secrecy = "plain" | "address" | "phone" | "mailboxes" | "secret";

/** One variable of a channel's configuration. */
export interface ChannelVariable {
  name: string;
  /** What it is, in words. */
  what: string;
  secrecy: Secrecy;
}

const variable = (name: string, what: string, secrecy: Secrecy = "plain"): ChannelVariable => ({ name, what, secrecy });

/** What configures each channel, in the order it is read. The environment holds it; a restart takes up changes. */
export const CHANNEL_VARIABLES: Readonly<Record<ChannelId, readonly ChannelVariable[]>> = {
  log: [variable("LOG_LEVEL", "Least level that is written")],
  feed: [],
  email: [
    variable("EMAIL_ENABLED", "Switch"),
    variable("EMAIL_FROM", "Sender"),
    variable("EMAIL_TO", "Also to", "mailboxes"),
    variable("RESEND_API_KEY", "Resend's key", "secret"),
    variable("SMTP_HOST", "Mail server"),
    variable("SMTP_PORT", "Its port"),
    variable("SMTP_SECURE", "Demands TLS"),
    variable("SMTP_USER", "User", "mailboxes"),
    variable("SMTP_PASS", "Password", "secret"),
  ],
  slack: [
    variable("SLACK_ENABLED", "Switch"),
    variable("SLACK_WEBHOOK_URL", "Webhook", "address"),
    variable("SLACK_BOT_TOKEN", "Bot's token", "secret"),
    variable("SLACK_SIGNING_SECRET", "Secret of its buttons", "secret"),
    variable("SLACK_CHANNEL", "Channel"),
  ],
  pagerduty: [
    variable("PAGERDUTY_ROUTING_KEY", "Routing key", "secret"),
    variable("PAGERDUTY_EVENTS_URL", "Address", "address"),
  ],
  sms: [
    variable("TWILIO_ACCOUNT_SID", "Account", "secret"),
    variable("TWILIO_AUTH_TOKEN", "Token", "secret"),
    variable("TWILIO_FROM", "Sender", "phone"),
  ],
  webhook: [
    variable("WEBHOOK_URL", "Address", "address"),
    variable("WEBHOOK_SECRET", "Secret it is signed with", "secret"),
    variable("WEBHOOK_ALLOW_PRIVATE", "May call our own network"),
  ],
  push: [
    variable("VAPID_PUBLIC_KEY", "Public key", "secret"),
    variable("VAPID_PRIVATE_KEY", "Private key", "secret"),
    variable("VAPID_SUBJECT", "Contact"),
  ],
};

import { listOf } from "@/lib/rules/describe";
import { CHANNELS, type Channel } from "@/lib/rules/schema";

/** Whether a channel can be used; if not, why in words, and which variables would make it so. */
export type Readiness = { kind: "ready" } | { kind: "not-configured"; reason: string; variables: readonly string[] };

/** The variables that decide it, as the environment has them. */
export interface ChannelVariables {
  EMAIL_ENABLED?: boolean;
  SMTP_HOST?: string;
  RESEND_API_KEY?: string;
  SLACK_ENABLED?: boolean;
  SLACK_WEBHOOK_URL?: string;
  SLACK_BOT_TOKEN?: string;
  PAGERDUTY_ROUTING_KEY?: string;
  TWILIO_ACCOUNT_SID?: string;
  TWILIO_AUTH_TOKEN?: string;
  TWILIO_FROM?: string;
  WEBHOOK_URL?: string;
  WEBHOOK_SECRET?: string;
  VAPID_PUBLIC_KEY?: string;
  VAPID_PRIVATE_KEY?: string;
}

/** The variables that configure each channel: any one group is enough, of a group all. */
const GROUPS: Record<Exclude<Channel, "log">, readonly (readonly (keyof ChannelVariables)[])[]> = {
  email: [["SMTP_HOST"], ["RESEND_API_KEY"]],
  slack: [["SLACK_WEBHOOK_URL"], ["SLACK_BOT_TOKEN"]],
  pagerduty: [["PAGERDUTY_ROUTING_KEY"]],
  sms: [["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"]],
  webhook: [["WEBHOOK_URL", "WEBHOOK_SECRET"]],
  push: [["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY"]],
};

/** A switch that turns a channel off although it is configured. */
const SWITCHES: Partial<Record<Channel, "EMAIL_ENABLED" | "SLACK_ENABLED">> = {
  email: "EMAIL_ENABLED",
  slack: "SLACK_ENABLED",
};

/** Whether a channel can be used with these variables. The log always can. */
export function readinessOf(channel: Channel, variables: ChannelVariables): Readiness {
  if (channel === "log") return { kind: "ready" };
  const name = SWITCHES[channel];
  if (name !== undefined && variables[name] === false) {
    return { kind: "not-configured", reason: `${channel} is switched off: ${name} is false`, variables: [name] };
  }
  const groups = GROUPS[channel];
  const isConfigured = groups.some((group) => group.every((variable) => variables[variable] !== undefined));
  if (isConfigured) return { kind: "ready" };
  const reason = `${channel} is not configured: set ${groups.map((group) => listOf(group)).join(" or ")}`;
  return { kind: "not-configured", reason, variables: groups.flat() };
}

/** Why each channel that cannot be used cannot; a channel that is not here is ready. */
export function unreadyChannels(variables: ChannelVariables): Partial<Record<Channel, string>> {
  return Object.fromEntries(
    CHANNELS.flatMap((channel) => {
      const readiness = readinessOf(channel, variables);
      return readiness.kind === "ready" ? [] : [[channel, readiness.reason]];
    }),
  );
}

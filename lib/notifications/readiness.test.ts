import { describe, expect, it } from "vitest";
import { readinessOf, unreadyChannels } from "./readiness";

describe("a channel", () => {
  it("that is not configured names the variables that would make it so", () => {
    expect(unreadyChannels({})).toEqual({
      email: "email is not configured: set SMTP_HOST or RESEND_API_KEY",
      slack: "slack is not configured: set SLACK_WEBHOOK_URL or SLACK_BOT_TOKEN",
      pagerduty: "pagerduty is not configured: set PAGERDUTY_ROUTING_KEY",
      sms: "sms is not configured: set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM",
      webhook: "webhook is not configured: set WEBHOOK_URL and WEBHOOK_SECRET",
      push: "push is not configured: set VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY",
    });
    expect(readinessOf("sms", { TWILIO_FROM: "+1" })).toMatchObject({
      variables: ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"],
    });
  });

  it("is ready with one of the groups of its variables", () => {
    expect(readinessOf("log", {})).toEqual({ kind: "ready" });
    expect(readinessOf("email", { SMTP_HOST: "mail.x.test" })).toEqual({ kind: "ready" });
    expect(readinessOf("email", { RESEND_API_KEY: "re_1", EMAIL_ENABLED: true })).toEqual({ kind: "ready" });
    expect(readinessOf("sms", { TWILIO_ACCOUNT_SID: "AC1", TWILIO_AUTH_TOKEN: "t", TWILIO_FROM: "+44" })).toEqual({
      kind: "ready",
    });
    expect(readinessOf("push", { VAPID_PUBLIC_KEY: "a", VAPID_PRIVATE_KEY: "b" })).toEqual({ kind: "ready" });
    expect(readinessOf("email", { EMAIL_ENABLED: true })).toMatchObject({ kind: "not-configured" });
  });

  it("can be switched off", () => {
    const off = { EMAIL_ENABLED: false, SMTP_HOST: "mail.x.test", SLACK_ENABLED: false, SLACK_BOT_TOKEN: "x" };
    expect(readinessOf("email", off)).toMatchObject({ reason: "email is switched off: EMAIL_ENABLED is false" });
    expect(readinessOf("slack", off)).toMatchObject({ reason: "slack is switched off: SLACK_ENABLED is false" });
  });
});

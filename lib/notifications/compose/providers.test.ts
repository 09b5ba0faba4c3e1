import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import type { MessageSource } from "./facts";
import { composePagerDuty } from "./pagerduty";
import { composeSlack } from "./slack";
import { composeWebhook } from "./webhook";

const source = (changes: Partial<MessageSource> = {}): MessageSource => ({
  alert: anAlert(),
  occasion: "triggered",
  link: "https://pitboss.test/alerts/42",
  correlationId: "c-1",
  ...changes,
});

describe("a Slack message", () => {
  it("has the colour of the severity, and the source's fields", () => {
    const { attachments, username } = composeSlack([source()]);
    expect(username).toBe("Pitboss");
    expect(attachments[0]).toMatchObject({
      color: "#dc3545",
      title: "🚨 CRITICAL Alert: Payments failing at nordpay",
      title_link: "https://pitboss.test/alerts/42",
      ts: 1795165200,
    });
    expect(attachments[0]?.fields.slice(0, 3)).toEqual([
      { title: "Type", value: "payment_failure_rate_1m", short: true },
      { title: "Value", value: "38.2 %", short: true },
      { title: "Threshold", value: "20 %", short: true },
    ]);
  });

  it("is green once the alert is resolved", () => {
    const alert = anAlert({ status: "resolved", autoResolved: true });
    const [attachment] = composeSlack([source({ alert, occasion: "resolved" })]).attachments;
    expect(attachment).toMatchObject({
      color: "#2e8b57",
      title: expect.stringContaining("✅ CRITICAL Alert resolved"),
    });
  });

  it("escapes what Slack would read as a mark", () => {
    const alert = anAlert({ details: { title: "<!channel> & <http://evil.test|click>" } });
    const { text, attachments } = composeSlack([source({ alert })]);
    expect(text).not.toMatch(/<!|<http/);
    expect(attachments[0]?.title).toContain("&lt;!channel&gt; &amp;");
  });

  it("tells several alerts in a block each", () => {
    const { attachments, text } = composeSlack([source(), source({ alert: anAlert({ id: 43 }) })]);
    expect(attachments).toHaveLength(2);
    expect(text.split("\n")).toHaveLength(2);
  });
});

describe("an event for PagerDuty", () => {
  it("triggers with the facts, and resolves the same key", () => {
    const [trigger] = composePagerDuty([source()]);
    const resolved = source({ alert: anAlert({ status: "resolved" }), occasion: "resolved" });
    const [resolve] = composePagerDuty([resolved]);
    expect(trigger).toMatchObject({
      event_action: "trigger",
      payload: { severity: "error", component: "payment_failure_rate_1m", class: "payment_outage", source: "pitboss" },
      links: [{ href: "https://pitboss.test/alerts/42" }],
    });
    expect(resolve).toEqual({ alertId: 42, event_action: "resolve", dedup_key: trigger?.dedup_key });
  });

  it("is each alert's own where several are told together", () => {
    const events = composePagerDuty([source(), source({ alert: anAlert({ id: 43 }) })]);
    expect(new Set(events.map(({ dedup_key }) => dedup_key)).size).toBe(2);
  });

  it("keeps the same key as the alert gets worse", () => {
    const worse = source({ alert: anAlert({ severity: "emergency" }), occasion: "escalated:1" });
    const [first, second] = composePagerDuty([source(), worse]);
    expect(second?.dedup_key).toBe(first?.dedup_key);
    expect(second?.payload?.severity).toBe("critical");
  });
});

it("the webhook gets the alert as the API writes it, and why", () => {
  const { type, alerts } = composeWebhook([source({ occasion: "escalated:1" })]);
  expect(type).toBe("alerts");
  expect(alerts[0]).toMatchObject({
    id: 42,
    rule_name: "payment_outage",
    occasion: "escalated:1",
    link: expect.any(String),
  });
  expect(alerts[0]?.why).toMatch(/^it was escalated/);
});

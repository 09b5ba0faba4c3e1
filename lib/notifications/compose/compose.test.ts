import { describe, expect, it } from "vitest";
import type { Alert } from "@/lib/alerts/schema";
import { anAlert } from "@/lib/fixtures";
import type { Occasion } from "@/lib/notifications/schema";
import { notificationToWire } from "@/lib/notifications/wire";
import { composeEmail, toAscii } from "./email";
import { escapeHtml } from "./escape-html";
import { composeLogLine } from "./log-line";

const link = "https://pitboss.example.com/alerts/42";
const source = (changes: Partial<Alert> = {}, occasion: Occasion = "triggered") => ({
  alert: anAlert(changes),
  occasion,
  link,
  correlationId: "run-00000001",
});

describe("an e-mail about an alert", () => {
  it("has a subject of one ASCII line that begins with the severity", () => {
    expect(composeEmail(source()).subject).toBe("[CRITICAL] Payments failing at nordpay (payment_outage, alert 42)");
    const strange = composeEmail(
      source({ details: { title: `Zahlungen bei Käse\r\nBcc: x@y ${"長".repeat(300)}` } }),
    ).subject;
    expect(strange).toMatch(/^[ -~]{1,150}$/);
    expect(strange).toContain("Zahlungen bei Kase Bcc");
  });

  it.each([
    ["info", "#356bb8"],
    ["warning", "#8a5a00"],
    ["critical", "#dc3545"],
    ["emergency", "#a3069e"],
  ] as const)("of severity %s is coloured %s", (severity, colour) => {
    expect(composeEmail(source({ severity })).html).toContain(`background:${colour}`);
  });

  it("has the facts, the runbook and the link in both parts", () => {
    const { html, text } = composeEmail(source({ brand: "aurora", labels: { provider: "nordpay" } }));
    for (const part of [html, text]) {
      for (const fact of [
        "38.2 %",
        "payment_failure_rate_1m",
        "2026-11-20 09:00:00 UTC",
        "aurora",
        "provider=nordpay",
        link,
        "Call the provider",
        "run-00000001",
      ]) {
        expect(part).toContain(fact);
      }
    }
    expect(text).toContain("above 20 % for 15 s");
    expect(text).toContain("2026-11-20 09:30:00 UTC, unless acknowledged");
  });

  it("has a link to acknowledge by in both parts, for who got one", () => {
    const acknowledge = { link: "https://pitboss.example.com/a/token-1", code: null };
    const { html, text } = composeEmail({ ...source(), acknowledge });
    expect(html).toContain(`<a href="${acknowledge.link}"`);
    expect(text).toContain(`Acknowledge it (works once, for you alone): ${acknowledge.link}`);
    const plain = composeEmail(source());
    expect(plain.html + plain.text).not.toMatch(/\/a\/|Acknowledge/);
  });

  it("says what it means for the business, where the rule says so", () => {
    const { html, text } = composeEmail(source({ details: { description: "More than one payment in five fails." } }));
    for (const part of [html, text]) expect(part).toContain("More than one payment in five fails.");
    expect(html).toContain("What it means");
    expect(composeEmail(source()).html).not.toContain("What it means");
  });

  it("escapes what comes from outside", () => {
    const { html } = composeEmail(source({ message: `<script>alert("x")</script>`, brand: `a"b'c&d`, runbook: null }));
    expect(html).not.toContain("<script>");
    expect(html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
    expect(html).toContain("a&quot;b&#39;c&amp;d");
    expect(escapeHtml("plain")).toBe("plain");
  });

  it("says why it is sent now", () => {
    const escalated = composeEmail(
      source(
        {
          severity: "emergency",
          status: "escalated",
          escalationReason: "not acknowledged for 30 min",
          escalatedAt: new Date("2026-11-20T09:30:00Z"),
        },
        "escalated:1",
      ),
    );
    expect(escalated.subject).toContain("[ESCALATED to EMERGENCY]");
    expect(escalated.text).toContain("it was escalated: not acknowledged for 30 min");
    const resolvedAt = new Date("2026-11-20T09:40:00Z");
    const resolved = composeEmail(source({ status: "resolved", autoResolved: true, resolvedAt }, "resolved"));
    expect(resolved.subject).toContain("[RESOLVED CRITICAL]");
    expect(resolved.text).toContain("it resolved by itself: the condition is clear");
    expect(composeEmail(source({ status: "resolved", resolvedAt }, "resolved")).text).toContain(
      "because it was resolved.",
    );
    expect(composeEmail(source({ status: "acknowledged", acknowledgedBy: "Ana" })).text).toContain(
      "acknowledged by Ana",
    );
  });

  it("leaves out what an alert does not have", () => {
    const { text } = composeEmail(
      source({ value: null, threshold: null, details: { worst_provider: "odd" }, escalatesAt: null, runbook: null }),
    );
    expect(text).not.toMatch(/Value:|Limit:|Worst provider:|Escalates/);
    expect(text).toContain("payment_outage");
    const worst = composeEmail(source({ details: { worst_provider: { provider: "nordpay", failure_rate: 90 } } }));
    expect(worst.text).toContain("nordpay (90 % of its payments failed)");
  });

  it("writes any text in ASCII", () => {
    expect(toAscii(" Żółć\t…\n€ ")).toBe("Zo?c ... ?");
  });
});

describe("a log line about an alert", () => {
  it("can be searched by its fields", () => {
    const { line, fields } = composeLogLine(source());
    expect(line).toBe("alert 42 triggered: Payments failing at nordpay");
    expect(fields).toMatchObject({
      alertId: 42,
      severity: "critical",
      rule: "payment_outage",
      value: 38.2,
      link,
      correlationId: "run-00000001",
    });
  });
});

describe("a decision on the wire", () => {
  it("says whom, by what, whether and why", () => {
    const at = new Date("2026-11-20T09:00:00Z");
    const wire = notificationToWire({
      id: 1,
      alertId: 42,
      occasion: "triggered",
      recipient: "account:7",
      channel: "email",
      severity: "critical",
      status: "delivered",
      reason: "critical alerts go to email",
      decision: { name: "Ana" },
      attempts: 1,
      nextAttemptAt: null,
      firstAttemptAt: at,
      deliveredAt: at,
      receipt: "250 OK",
      lastError: null,
      createdAt: at,
    });
    expect(wire).toMatchObject({
      name: "Ana",
      recipient: "account:7",
      status: "delivered",
      delivered_at: at.toISOString(),
      next_attempt_at: null,
    });
  });
});

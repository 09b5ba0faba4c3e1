import { describe, expect, it } from "vitest";
import type { NoticeContent } from "@/lib/notifications/notice";
import { composeNotice } from "./notice";

const content: NoticeContent = {
  title: "You are on call for Zürich & Söhne",
  lines: ["Ben <was> on call before you.", "2 alerts are open."],
  link: "https://pitboss.test/escalation",
  severity: "info",
  isSilent: true,
};
const compose = (changes: Partial<NoticeContent> = {}) =>
  composeNotice({
    content: { ...content, ...changes },
    idempotencyKey: "pitboss/notice-7",
    home: "https://pitboss.test/",
    correlationId: "c-1",
  });

describe("a notice", () => {
  it("says the same by e-mail, Slack, text message and push", () => {
    const { email, slack, sms, push, webhook } = compose();
    expect(email.subject).toBe("[Pitboss] You are on call for Zurich & Sohne");
    for (const text of [email.text, email.html]) {
      expect(text).toContain("2 alerts are open.");
      expect(text).toContain("https://pitboss.test/escalation");
    }
    expect(slack.text).toContain("*You are on call for Zürich &amp; Söhne*\nBen &lt;was&gt; on call");
    expect(sms.text).toContain("You are on call for");
    expect(push).toMatchObject({ title: content.title, url: content.link, isSilent: true, acknowledgeUrl: null });
    expect(webhook).toMatchObject({ type: "notice", alerts: [], notice: { title: content.title } });
  });

  it("lets nothing of its words into the markup", () => {
    expect(compose().email.html).not.toContain("<was>");
    expect(compose({ title: "a\r\nBcc: x" }).email.subject).toBe("[Pitboss] a Bcc: x");
  });

  it("opens the console where it names no page", () => {
    const { push, email } = compose({ link: null });
    expect(push.url).toBe("https://pitboss.test/");
    expect(email.html).not.toContain("<a ");
  });
});

import { BAND } from "./email";
import { escapeHtml } from "./escape-html";
import { mailButton, mailPage } from "./mail-page";
import type { Message } from "./message";
import { smsOf } from "./sms";

const SENTENCE = "This is a test message from Pitboss. Nothing is wrong, and nothing is to be done.";

/** What proves that a channel reaches somebody: it says that it is a test, who asked for it, and nothing else. */
export function composeTestMessage(asked: { key: string; by: string; link: string; at: Date }): Message {
  const { key, by, link, at } = asked;
  const words = `${SENTENCE} Asked for by ${by}.`;
  const dedupKey = `pitboss/test/${key}`;
  return {
    idempotencyKey: dedupKey,
    severity: "info",
    email: {
      subject: "[TEST] Pitboss can reach you",
      text: `${words}\n\n${link}\n`,
      html: mailPage({
        title: "Pitboss can reach you",
        preheader: words,
        band: BAND.info,
        word: "TEST",
        body: `<p style="margin:0 0 16px">${escapeHtml(words)}</p>${mailButton({ href: link, words: "Open Pitboss", band: BAND.info, rank: "first" })}`,
      }),
    },
    log: { line: "test message", fields: { by, link } },
    slack: { username: "Pitboss", icon_emoji: ":rotating_light:", text: words, attachments: [] },
    pagerduty: [
      {
        alertId: null,
        event_action: "trigger",
        dedup_key: dedupKey,
        payload: {
          summary: words,
          source: "pitboss",
          severity: "info",
          timestamp: at.toISOString(),
          component: "test",
          class: "test",
          custom_details: { link },
        },
      },
      { alertId: null, event_action: "resolve", dedup_key: dedupKey },
    ],
    webhook: { type: "test", alerts: [] },
    sms: smsOf(words),
    push: {
      title: "Pitboss can reach you here",
      body: words,
      url: link,
      tag: "pitboss/test",
      isSilent: false,
      severity: "info",
      acknowledgeUrl: null,
    },
  };
}

import type { NoticeContent } from "@/lib/notifications/notice";
import { BAND, oneLine, SUBJECT_LENGTH, toAscii } from "./email";
import { escapeHtml } from "./escape-html";
import { mailButton, mailPage } from "./mail-page";
import type { Message } from "./message";
import type { SlackContent } from "./slack";
import { smsOf } from "./sms";

/** What a message about no alert is made of. */
export interface NoticeSource {
  content: NoticeContent;
  /** The same for each attempt. */
  idempotencyKey: string;
  /** Address of the console, opened where the notice names no page. */
  home: string;
  correlationId: string;
}

/** The same words by every channel. PagerDuty gets none: it knows alerts only. */
export function composeNotice(source: NoticeSource): Message {
  const { content, idempotencyKey, home, correlationId } = source;
  const { title, lines, severity, isSilent } = content;
  const link = content.link ?? home;
  return {
    idempotencyKey,
    severity,
    email: {
      subject: toAscii(`[Pitboss] ${title}`).slice(0, SUBJECT_LENGTH),
      text: [oneLine(title), "", ...lines.map(oneLine), ...(content.link === null ? [] : ["", link]), ""].join("\n"),
      html: htmlOf(content),
    },
    log: { line: `notice: ${oneLine(title)}`, fields: { severity, lines, link, correlationId } },
    slack: slackOf(content),
    pagerduty: [],
    webhook: { type: "notice", alerts: [], notice: { title, lines, link: content.link, severity } },
    sms: smsOf(title),
    push: { title, body: lines.join(" "), url: link, tag: idempotencyKey, isSilent, severity, acknowledgeUrl: null },
  };
}

function htmlOf({ title, lines, link, severity }: NoticeContent): string {
  const band = BAND[severity];
  const body = [
    ...lines.map((line) => `<p style="margin:0 0 12px">${escapeHtml(line)}</p>`),
    ...(link === null ? [] : [mailButton({ href: link, words: "Open Pitboss", band, rank: "first" })]),
  ];
  return mailPage({ title, preheader: lines.join(" "), band, word: null, body: body.join("\n") });
}

function slackOf({ title, lines, link }: NoticeContent): SlackContent {
  const open = link === null ? [] : [`<${link}|Open Pitboss>`];
  const text = [`*${escapeMarks(title)}*`, ...lines.map(escapeMarks), ...open].join("\n");
  return { username: "Pitboss", icon_emoji: ":rotating_light:", text, attachments: [] };
}

/** The three characters Slack reads as marks. */
function escapeMarks(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

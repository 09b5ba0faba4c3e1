import type { NoticeContent } from "@/lib/notifications/notice";
import { BAND, escapeHtml, oneLine, SUBJECT_LENGTH, toAscii } from "./email";
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
  const paragraphs = lines.map((line) => `<p style="margin:0 0 12px">${escapeHtml(line)}</p>`).join("\n");
  const button =
    link === null
      ? ""
      : `<p style="margin:0"><a href="${escapeHtml(link)}" style="background:${BAND[severity]};color:#ffffff;padding:12px 20px;text-decoration:none;border-radius:4px;display:inline-block">Open Pitboss</a></p>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;background:#f3f4f6;font:15px/1.5 system-ui,'Segoe UI',Arial,sans-serif;color:#1c2127">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:640px;background:#ffffff">
<tr><td style="background:${BAND[severity]};color:#ffffff;padding:16px 24px;font-size:20px;font-weight:600">${escapeHtml(title)}</td></tr>
<tr><td style="padding:16px 24px">${paragraphs}${button}</td></tr>
</table></td></tr></table></body></html>
`;
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

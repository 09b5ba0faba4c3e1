import { escapeHtml } from "./escape-html";

/**
 * The frame of every mail we send. Made of tables with styles in the element and no picture, since that is what mail
 * clients keep: Outlook knows no box but a cell, Gmail drops what it does not understand and cuts a mail at 102 kB. What a
 * client that knows dark needs is in one style block; one that forces it inverts light and dark, and the band, a middle
 * tone with white words, survives that.
 */
export interface MailPage {
  title: string;
  /** What a list of mails shows behind the subject. */
  preheader: string;
  /** Colour of the band: white words on it have a contrast above 4.5 to 1. */
  band: string;
  /** Above the title: severity and occasion. */
  word: string | null;
  /** HTML, escaped already. */
  body: string;
}

const FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
/** Light in the element, dark by class: `!important` is what wins over the element. */
export const TEXT = "color:#121916";
export const AID = "color:#5c6661";
const DARK = `.pb-page{background:#090d0c!important}.pb-card{background:#171d1a!important}.pb-text{color:#f1f0e9!important}
.pb-aid{color:#b7bab4!important}.pb-line{border-color:#363e3b!important}.pb-figures{background:#202623!important}
.pb-second{color:#f1f0e9!important;border-color:#b7bab4!important}.pb-link{color:#79d7b1!important}`;
/** Outlook in the browser marks what it darkens by an attribute, and reads no media query. */
const OUTLOOK = DARK.replaceAll(/\.pb-/g, "[data-ogsc] .pb-");
/** Keeps what follows the preheader out of the list of mails. */
const FILLER = "&#847;&zwnj;&nbsp;".repeat(30);

export function mailPage({ title, preheader, band, word, body }: MailPage): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="format-detection" content="telephone=no,date=no"><title>${escapeHtml(title)}</title>
<style>:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme: dark){${DARK}}
${OUTLOOK}
@media (max-width:480px){.pb-pad{padding-left:16px!important;padding-right:16px!important}.pb-wide{width:100%!important}.pb-button{display:block!important;text-align:center!important}}</style></head>
<body class="pb-page" style="margin:0;padding:0;background:#f2f3ef">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(preheader)}${FILLER}</div>
<table role="presentation" class="pb-page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f2f3ef" style="background:#f2f3ef"><tr><td align="center" style="padding:16px 8px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="pb-card" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="max-width:600px;background:#ffffff;font:15px/1.5 ${FONT}">
<tr><td class="pb-pad" bgcolor="${band}" style="background:${band};color:#ffffff;padding:16px 24px">${wordHtml(word)}<h1 style="margin:0;font:600 20px/1.3 ${FONT};color:#ffffff">${escapeHtml(title)}</h1></td></tr>
<tr><td class="pb-pad pb-text" style="padding:20px 24px 24px;${TEXT}">
${body}
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table></body></html>
`;
}

function wordHtml(word: string | null): string {
  if (word === null) return "";
  return `<p style="margin:0 0 2px;font:600 13px/1.4 ${FONT};letter-spacing:.04em;color:#ffffff">${escapeHtml(word)}</p>`;
}

/** A button drawn by a cell, which Outlook keeps; `second` is drawn by its frame alone. */
export function mailButton({
  href,
  words,
  band,
  rank,
}: {
  href: string;
  words: string;
  band: string;
  rank: "first" | "second";
}): string {
  const look =
    rank === "first" ? `background:${band};color:#ffffff;border:2px solid ${band}` : `${TEXT};border:2px solid #7d8581`;
  const kind = rank === "first" ? "pb-button" : "pb-button pb-second";
  const ground = rank === "first" ? ` bgcolor="${band}"` : "";
  return `<table role="presentation" class="pb-wide" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 8px"><tr><td${ground} style="border-radius:4px"><a href="${escapeHtml(href)}" class="${kind}" style="display:inline-block;padding:12px 22px;border-radius:4px;font:600 15px/1.3 ${FONT};text-decoration:none;${look}">${escapeHtml(words)}</a></td></tr></table>`;
}

/** Figures side by side: name above value. */
export function mailFigures(figures: readonly (readonly [name: string, value: string])[]): string {
  if (figures.length === 0) return "";
  const width = Math.floor(100 / figures.length);
  const cells = figures.map(
    ([name, value]) =>
      `<td width="${width}%" valign="top" style="padding:10px 12px"><span class="pb-aid" style="${AID};font-size:12px">${escapeHtml(name)}</span><br><strong class="pb-text" style="${TEXT};font-size:17px;line-height:1.3">${escapeHtml(value)}</strong></td>`,
  );
  return `<table role="presentation" class="pb-figures" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f2f3ef" style="background:#f2f3ef;border-radius:4px;margin:0 0 16px"><tr>${cells.join("")}</tr></table>\n`;
}

/** Names and values under each other, a hairline between. */
export function mailFacts(facts: readonly (readonly [name: string, value: string])[]): string {
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th class="pb-aid pb-line" align="left" valign="top" width="118" style="padding:6px 12px 6px 0;border-top:1px solid #dee0dc;${AID};font-weight:normal">${escapeHtml(name)}</th><td class="pb-text pb-line" style="padding:6px 0;border-top:1px solid #dee0dc;${TEXT};word-break:break-word;overflow-wrap:anywhere">${escapeHtml(value)}</td></tr>`,
  );
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:14px;line-height:1.45;margin-top:20px">${rows.join("\n")}</table>`;
}

/** A heading and its words, line by line; nothing where there are none. */
export function mailParagraphs(heading: string, words: string | null): string {
  if (words === null) return "";
  const lines = escapeHtml(words).replaceAll("\n", "<br>");
  return `<h2 class="pb-text" style="margin:20px 0 4px;font:600 15px/1.4 ${FONT};${TEXT}">${escapeHtml(heading)}</h2><p class="pb-text" style="margin:0;${TEXT}">${lines}</p>\n`;
}

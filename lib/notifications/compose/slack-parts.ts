import { cutText } from "@/lib/kernel/clean-text";
import type { SlackAttachment, SlackContent } from "./slack";
import type { SlackButtons, SlackState } from "./slack-state";

type Shown = SlackAttachment | SlackButtons;

/** What Slack takes as one message. */
export interface SlackBody {
  username: string;
  icon_emoji: string;
  text: string;
  attachments: (Omit<SlackAttachment, "alertId"> | Omit<SlackButtons, "alertId">)[];
}

/** One of the messages that tell a bundle, and the alerts it is about. */
export interface SlackPart {
  alertIds: readonly number[];
  body: SlackBody;
}

/** Slack refuses a message beyond these; all of what we send is counted, with room for what the sender adds. */
const MOST_BLOCKS = 50;
const MOST_ATTACHMENTS = 100;
const MOST_CHARACTERS = 38_000;
/** What texts are cut to, one after the other, until a message fits. */
const LENGTHS = [3000, 1000, 300, 100] as const;

/** As many messages as Slack's limits ask for, an alert's block and buttons always in one; several are counted, "1 of 3". */
export function splitSlack(content: SlackContent | SlackState): SlackPart[] {
  const filled = fill(groupsOf(content.attachments));
  if (filled.length <= 1) return [{ alertIds: idsOf(content.attachments), body: fitSlack(content) }];
  return filled.map((attachments, index) => {
    const words = content.text === "" ? [] : attachments.map(({ fallback }) => fallback).filter((one) => one !== "");
    const text = [`${index + 1} of ${filled.length}`, ...words].join("\n");
    return { alertIds: idsOf(attachments), body: toBody({ ...content, text, attachments }) };
  });
}

/** A message within Slack's limits: last buttons go first, then texts are cut. For one that is changed and cannot be split. */
export function fitSlack(content: SlackContent | SlackState): SlackBody {
  const text = cutMarkup(content.text, MOST_CHARACTERS / 2);
  const kept = withoutLastButtons(content.attachments).slice(0, MOST_ATTACHMENTS);
  const fits = LENGTHS.map((length) => toBody({ ...content, text, attachments: shorten(kept, length) }));
  const whole = toBody({ ...content, attachments: kept });
  const fitting = [whole, ...fits].find((body) => JSON.stringify(body).length <= MOST_CHARACTERS);
  return fitting ?? toBody({ ...content, text: cutMarkup(text, 1000), attachments: shorten(kept, 20) });
}

function fill(groups: readonly Shown[][]): Shown[][] {
  const parts: Shown[][] = [];
  for (const group of groups) {
    const last = parts.at(-1);
    if (last !== undefined && isWithin([...last, ...group])) last.push(...group);
    else parts.push(LENGTHS.map((length) => shorten(group, length)).find(isWithin) ?? group);
  }
  return parts;
}

/** The fallbacks stand in the message's text too. */
function isWithin(attachments: readonly Shown[]): boolean {
  const characters = JSON.stringify([...attachments, ...attachments.map(({ fallback }) => fallback)]).length;
  const isSmall = attachments.length <= MOST_ATTACHMENTS && blocksOf(attachments) <= MOST_BLOCKS;
  return isSmall && characters <= MOST_CHARACTERS - 500;
}

function blocksOf(attachments: readonly Shown[]): number {
  return attachments.reduce((sum, one) => sum + ("blocks" in one ? one.blocks.length : 0), 0);
}

/** What stands side by side about one alert. */
function groupsOf(attachments: readonly Shown[]): Shown[][] {
  const groups: Shown[][] = [];
  for (const attachment of attachments) {
    const last = groups.at(-1);
    if (last?.[0]?.alertId === attachment.alertId) last.push(attachment);
    else groups.push([attachment]);
  }
  return groups;
}

function idsOf(attachments: readonly Shown[]): number[] {
  return [...new Set(attachments.map(({ alertId }) => alertId))];
}

function withoutLastButtons(attachments: readonly Shown[]): readonly Shown[] {
  const isTooMuch = attachments.length > MOST_ATTACHMENTS || blocksOf(attachments) > MOST_BLOCKS;
  const last = attachments.findLastIndex((one) => "blocks" in one);
  return isTooMuch && last >= 0 ? withoutLastButtons(attachments.toSpliced(last, 1)) : attachments;
}

function shorten(attachments: readonly Shown[], length: number): Shown[] {
  return attachments.map((one) => {
    if ("blocks" in one) return one;
    const [title, text, fallback] = [one.title, one.text, one.fallback].map((words) => cutMarkup(words, length));
    const fields = one.fields.map((field) => ({ ...field, value: cutMarkup(field.value, length) }));
    return { ...one, title: title ?? "", text: text ?? "", fallback: fallback ?? "", fields };
  });
}

/** Cuts between graphemes, and never within an escape or a mark such as `<https://…|Open>`. */
function cutMarkup(text: string, length: number): string {
  const cut = cutText(text, length);
  return cut === text ? text : `${cut.replace(/&[a-z]*$/, "").replace(/<[^<>]*$/, "")}…`;
}

function toBody({ username, icon_emoji, text, attachments }: SlackContent | SlackState): SlackBody {
  return { username, icon_emoji, text, attachments: attachments.map(({ alertId: _, ...shown }) => shown) };
}

import type { MessageSource } from "./compose/facts";
import type { Message } from "./compose/message";
import type { SavedTemplate } from "./saved-template";
import { findPart, renderTemplate, type TemplateFault } from "./template";
import { type TemplateValues, valuesOf } from "./template-variables";

/** The parts of a message that templates may write. */
export type TemplatedMessage = Pick<Message, "email" | "slack" | "sms" | "push">;

/** A message with saved words in it, and the parts whose words broke and are the built-in ones. */
export interface Applied<Given> {
  message: Given;
  broken: { part: string; fault: TemplateFault }[];
}

/** Puts each saved part that can be filled in for this alert in place of the built-in words. */
export function applyTemplates<Given extends TemplatedMessage>(
  message: Given,
  saved: readonly SavedTemplate[],
  source: MessageSource,
): Applied<Given> {
  const values = valuesOf(source);
  const broken: Applied<Given>["broken"] = [];
  let written = message;
  for (const template of saved) {
    const rendered = renderSaved(template, values);
    if (rendered === null) continue;
    if (rendered.kind === "broken") broken.push({ part: template.part, fault: rendered.fault });
    else written = { ...written, ...withPart(written, template, rendered.text) };
  }
  return { message: written, broken };
}

function renderSaved({ channel, part, body }: SavedTemplate, values: TemplateValues) {
  const found = findPart(channel, part);
  return found === null ? null : renderTemplate(found, body, values);
}

function withPart(
  message: TemplatedMessage,
  { channel, part }: SavedTemplate,
  text: string,
): Partial<TemplatedMessage> {
  switch (channel) {
    case "email":
      return { email: { ...message.email, [part]: text } };
    case "sms":
      return { sms: { ...message.sms, text } };
    case "push":
      return { push: { ...message.push, [part]: text } };
    case "slack":
      return { slack: withSlack(message.slack, part, text) };
    default:
      return {};
  }
}

/** The block's own title and text; its fallback, which a phone's banner shows, begins with the title too. */
function withSlack(slack: Message["slack"], part: string, text: string): Message["slack"] {
  const attachments = slack.attachments.map((block, index) => {
    if (index > 0) return block;
    return part === "title" ? { ...block, title: text, fallback: `${text} ${block.title_link}` } : { ...block, text };
  });
  return { ...slack, attachments, text: attachments.map(({ fallback }) => fallback).join("\n") };
}

import "server-only";
import { listTemplates } from "@/db/queries/templates";
import { applyTemplates } from "@/lib/notifications/apply-templates";
import type { MessageSource } from "@/lib/notifications/compose/facts";
import type { Message } from "@/lib/notifications/compose/message";
import { TEMPLATE_PARTS } from "@/lib/notifications/template";
import type { Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";

/**
 * A message with the words an admin wrote in place of the built-in ones. Where they break for this alert the built-in ones
 * stay, and a log line says why: a template never keeps anybody from being told.
 */
export async function withTemplates(
  ctx: Context,
  channel: Channel,
  message: Message,
  source: MessageSource,
): Promise<Message> {
  if (!TEMPLATE_PARTS.some((part) => part.channel === channel)) return message;
  const saved = await listTemplates(ctx.db, channel);
  if (saved.length === 0) return message;
  const applied = applyTemplates(message, saved, source);
  for (const { part, fault } of applied.broken) {
    ctx.log.warn({ channel, part, line: fault.line, alertId: source.alert.id }, `a template broke: ${fault.reason}`);
  }
  return applied.message;
}

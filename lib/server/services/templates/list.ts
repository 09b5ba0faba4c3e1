import "server-only";
import { listTemplates } from "@/db/queries/templates";
import { AppError } from "@/lib/kernel/errors";
import { checkTemplate, findPart, TEMPLATE_PARTS, type TemplatePart } from "@/lib/notifications/template";
import { type TemplateWire, templateToWire } from "@/lib/notifications/template-wire";
import type { Context } from "@/lib/server/context";
import { listSampleValues } from "./sample";

/** Every part that may be written: the words in force, and why saved ones are not. */
export async function readTemplates(ctx: Context): Promise<TemplateWire[]> {
  const saved = await listTemplates(ctx.db);
  const samples = await listSampleValues(ctx);
  return TEMPLATE_PARTS.map((part) => {
    const own = saved.find((one) => one.channel === part.channel && one.part === part.part) ?? null;
    return templateToWire(part, own, own && checkTemplate(part, own.body, samples));
  });
}

/** @throws AppError `not-found` where a channel has no such part. */
export function requirePart({ channel, part }: { channel: string; part: string }): TemplatePart {
  const found = findPart(channel, part);
  if (found !== null) return found;
  const parts = TEMPLATE_PARTS.filter((one) => one.channel === channel).map((one) => one.part);
  const sentence = `${channel} has no part ${part}: expected one of ${parts.join(", ")}.`;
  throw new AppError("not-found", sentence, { field: "part" });
}

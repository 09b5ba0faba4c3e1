import "server-only";
import { listTemplates, removeTemplate, replaceTemplate } from "@/db/queries/templates";
import { actorName } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import type { SavedTemplate } from "@/lib/notifications/saved-template";
import { checkTemplate, type TemplatePart } from "@/lib/notifications/template";
import { type TemplateBody, type TemplateWire, templateToWire } from "@/lib/notifications/template-wire";
import type { Context, Unit } from "@/lib/server/context";
import { requirePart } from "./list";
import { listSampleValues } from "./sample";

interface Path {
  channel: string;
  part: string;
}

/**
 * Keeps an admin's words of one part, with an audit entry of before and after.
 * @throws AppError `invalid` with line and reason for a template that breaks; `conflict` with the present words where
 * somebody changed them since they were read.
 */
export async function saveTemplate(
  ctx: Context,
  path: Path,
  { body, updated_at }: TemplateBody,
): Promise<TemplateWire> {
  const part = requirePart(path);
  const samples = await listSampleValues(ctx);
  const fault = checkTemplate(part, body, samples);
  if (fault !== null) {
    const place = fault.line === null ? "" : `line ${fault.line}: `;
    throw new AppError("invalid", `body: ${place}${fault.reason}`, { field: "body", details: { line: fault.line } });
  }
  const saved = await ctx.unit(async (unit) => {
    const before = await findOwn(unit, part);
    if (updated_at !== undefined && updated_at !== (before?.updatedAt.toISOString() ?? null))
      throw conflict(part, before);
    if (before?.body === body) return before;
    const after = { ...path, body, updatedBy: actorName(unit.actor), updatedAt: unit.now() };
    if (!(await replaceTemplate(unit.db, after, before?.updatedAt ?? null)))
      throw conflict(part, await findOwn(unit, part));
    tell(unit, part, { action: "template/changed", before: before?.body ?? null, after: body });
    return after;
  });
  return templateToWire(part, saved, null);
}

/** The built-in words again; nothing where they are already. */
export async function resetTemplate(ctx: Context, path: Path): Promise<TemplateWire> {
  const part = requirePart(path);
  await ctx.unit(async (unit) => {
    const before = await findOwn(unit, part);
    if (before === null) return;
    await removeTemplate(unit.db, part.channel, part.part);
    tell(unit, part, { action: "template/reset", before: before.body, after: null });
  });
  return templateToWire(part, null, null);
}

async function findOwn(unit: Unit, part: TemplatePart): Promise<SavedTemplate | null> {
  const saved = await listTemplates(unit.db, part.channel);
  return saved.find((one) => one.part === part.part) ?? null;
}

function tell(
  unit: Unit,
  { channel, part }: TemplatePart,
  told: { action: string; before: string | null; after: string | null },
) {
  const { action, before, after } = told;
  unit.tell.audit({ action, subject: `template:${channel}/${part}`, details: { before, after } });
}

function conflict(part: TemplatePart, present: SavedTemplate | null): AppError {
  const who = present?.updatedBy ?? "Somebody";
  const sentence = `${who} changed these words meanwhile: look at what is there now, then change them again.`;
  const details = { present: templateToWire(part, present, null) };
  return new AppError("conflict", sentence, { field: "updated_at", details });
}

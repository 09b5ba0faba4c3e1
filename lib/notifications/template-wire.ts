import { z } from "zod";
import type { SavedTemplate } from "./saved-template";
import { TEMPLATE_PARTS, type TemplateFault, type TemplatePart } from "./template";
import { TEMPLATE_STARTS } from "./template-starts";

const CHANNELS_OF = [...new Set(TEMPLATE_PARTS.map(({ channel }) => channel))];
const NAMES = TEMPLATE_PARTS.map(({ channel, part }) => `${channel}/${part}`).join(", ");

/** The path of a part: `email/subject`. */
export const TemplatePath = z.object({
  channel: z.enum(CHANNELS_OF, `expected one of ${CHANNELS_OF.join(", ")}`),
  part: z.string().min(1).max(20, `expected one of ${NAMES}`),
});

const WORDS = "expected a template, such as {{ severity_word }}: {{ title }}";
/** What is saved. `updated_at` is the version it was read with; where it is sent and no longer the present one, it is refused. */
export const TemplateBody = z.object({
  body: z.string(WORDS).max(20_000, "expected at most 20000 characters"),
  updated_at: z.iso.datetime("expected the updated_at that was read, or null").nullable().optional(),
});
export type TemplateBody = z.infer<typeof TemplateBody>;

/** A part tried out in a message about `alert_id`, or the newest alert. Without a body: as it is now. */
export const PreviewBody = z.object({
  channel: TemplatePath.shape.channel,
  part: TemplatePath.shape.part,
  body: z.string(WORDS).max(20_000, "expected at most 20000 characters"),
  alert_id: z.number().int().positive("expected an alert's number, such as 42").optional(),
});
export type PreviewBody = z.infer<typeof PreviewBody>;

/** One part as it is: the words in force, whose they are, and what is wrong with them. */
export function templateToWire(part: TemplatePart, saved: SavedTemplate | null, fault: TemplateFault | null) {
  return {
    channel: part.channel,
    part: part.part,
    most_characters: part.most,
    is_built_in: saved === null,
    body: saved?.body ?? null,
    starting_point: TEMPLATE_STARTS[`${part.channel}/${part.part}`] ?? "",
    updated_at: saved?.updatedAt.toISOString() ?? null,
    updated_by: saved?.updatedBy ?? null,
    /** Why the built-in words are sent instead of the saved ones; null where nothing is wrong. */
    fault,
  };
}
export type TemplateWire = ReturnType<typeof templateToWire>;

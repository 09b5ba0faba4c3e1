import "server-only";
import { listTemplates } from "@/db/queries/templates";
import { AppError } from "@/lib/kernel/errors";
import { applyTemplates } from "@/lib/notifications/apply-templates";
import { checkTemplate } from "@/lib/notifications/template";
import { valuesOf } from "@/lib/notifications/template-variables";
import type { PreviewBody } from "@/lib/notifications/template-wire";
import type { Context } from "@/lib/server/context";
import { requirePart } from "./list";
import { composeLooks, findSample, listSampleValues, sampleOf } from "./sample";

/**
 * A message of a channel about a real alert with these words in it, the saved ones in its other parts; where the words
 * break, the built-in ones stand and `fault` says why. Nothing is sent or kept.
 */
export async function previewTemplate(ctx: Context, { channel, part: name, body, alert_id }: PreviewBody) {
  const part = requirePart({ channel, part: name });
  const sample = alert_id === undefined ? await findSample(ctx) : await sampleOf(ctx, alert_id);
  if (sample === null) throw new AppError("unavailable", "There is no alert and no rule yet to show a message of.");
  const { source, kind } = sample;
  const others = (await listTemplates(ctx.db, channel)).filter((one) => one.part !== name);
  const tried = { channel, part: name, body, updatedBy: "", updatedAt: ctx.now() };
  const fault = checkTemplate(part, body, [valuesOf(source), ...(await listSampleValues(ctx))]);
  const saved = fault === null ? [...others, tried] : others;
  const { email, slack, sms, push } = applyTemplates(composeLooks(source), saved, source).message;
  return { fault, alert: { id: kind === "real" ? source.alert.id : null, kind }, email, slack, sms, push };
}

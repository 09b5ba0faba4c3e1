import "server-only";
import { listAlerts } from "@/db/queries/alerts";
import { titleOf } from "@/lib/notifications/compose/facts";
import { type TemplateValues, valuesOf } from "@/lib/notifications/template-variables";
import type { TemplateWire } from "@/lib/notifications/template-wire";
import type { Context } from "@/lib/server/context";
import { readTemplates } from "./list";
import { findSample } from "./sample";

/** Alerts to choose a preview from. */
const OFFERED = 12;

/** What the page of templates begins with: every part, what the variables stand for now, and alerts to try it on. */
export async function readTemplatesPage(ctx: Context): Promise<{
  templates: TemplateWire[];
  values: TemplateValues | null;
  alerts: { id: number; title: string }[];
}> {
  const sample = await findSample(ctx);
  const { alerts } = await listAlerts(ctx.db, ctx.scope, { limit: OFFERED, offset: 0 });
  return {
    templates: await readTemplates(ctx),
    values: sample && valuesOf(sample.source),
    alerts: alerts.map((alert) => ({ id: alert.id, title: titleOf(alert) })),
  };
}

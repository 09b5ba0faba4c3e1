import "server-only";
import { hasViewed } from "@/db/queries/dashboards/audited";
import { actorName } from "@/lib/access/schema";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import type { ExecutiveAsked } from "@/lib/server/dashboards/executive";
import type { Asked } from "@/lib/server/dashboards/question";

export type DashboardName = "executive" | "operations" | "security" | "players" | "system" | "complete";

/** A page that stays open renews itself every few seconds: that goes on being one look for so long. */
const ONE_LOOK_MS = 5 * MINUTE_MS;

/** D12: one audit row for each answer of the API, written once there is one. */
export async function recordView(
  ctx: Context,
  dashboard: DashboardName,
  { brand, ...window }: Asked & Partial<ExecutiveAsked>,
): Promise<void> {
  const details = Object.fromEntries(
    Object.entries(window).flatMap(([name, at]) => (at === undefined ? [] : [[name, at.toISOString()]])),
  );
  const subject = subjectOf(dashboard);
  await ctx.unit(async ({ tell }) => tell.audit({ action: "dashboard/viewed", subject, brand, details }));
}

/** D12 for pages: one audit row a person, page and brand in five minutes. */
export async function recordPageView(
  ctx: Context,
  dashboard: DashboardName,
  { brand }: Pick<Asked, "brand">,
): Promise<void> {
  const look = { actor: actorName(ctx.actor), subject: subjectOf(dashboard), brand: brand ?? null };
  if (await hasViewed(ctx.db, { ...look, since: addMs(ctx.now(), -ONE_LOOK_MS) })) return;
  await recordView(ctx, dashboard, { brand });
}

function subjectOf(dashboard: DashboardName): string {
  return `dashboard:${dashboard}`;
}

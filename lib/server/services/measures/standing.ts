import "server-only";
import { listTimeline } from "@/db/queries/alerts";
import { findMeasure } from "@/db/queries/measures";
import { personOf } from "@/lib/access/schema";
import type { Alert } from "@/lib/alerts/schema";
import type { Approval } from "@/lib/measures/approve";
import type { MeasureRun } from "@/lib/measures/schema";
import type { Context } from "@/lib/server/context";

/** Who stands behind a run already, and who asks to approve it. */
export async function standing(ctx: Context, run: MeasureRun, alert: Alert): Promise<Approval> {
  const measure = await findMeasure(ctx.db, run.measureId);
  const timeline = await listTimeline(ctx.db, ctx.scope, alert.id);
  const escalations = timeline.filter(({ kind, details }) => kind === "escalated" && details.manual === true);
  return {
    person: personOf(ctx.actor),
    changedBy: [run.request.changedBy, ...(measure === null ? [] : [measure.changedBy])],
    escalatedBy: escalations.flatMap(({ details }) => (typeof details.person === "string" ? [details.person] : [])),
  };
}

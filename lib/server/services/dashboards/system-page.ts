import "server-only";
import type { RecentError, SystemDashboard } from "@/lib/dashboards/schema";
import { DAY_MS, windowBefore } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { readRecentErrors } from "@/lib/server/dashboards/errors";
import { type Asked, questionOf } from "@/lib/server/dashboards/question";
import { shared } from "@/lib/server/dashboards/share";
import { readSystem } from "@/lib/server/dashboards/system";
import { recordPageView } from "./record-view";

const SEVERITIES = ["warning", "error", "critical", "emergency"];

/** The newest errors of the 24 hours before `at`, the platform's and our own, whatever their severity. */
export function recentErrors(
  ctx: Context,
  { limit = 8, ...asked }: Asked & { limit?: number },
): Promise<RecentError[]> {
  const question = questionOf(ctx, asked);
  const window = windowBefore(question.at, DAY_MS);
  return readRecentErrors(ctx, question, { window, severities: SEVERITIES, limit });
}

export interface SystemPage {
  dashboard: SystemDashboard;
  errors: RecentError[];
}

/** What the system page shows, read once for all who look (lib/server/dashboards/share); the look is audited. */
export async function systemPage(ctx: Context, { brand }: Pick<Asked, "brand">): Promise<SystemPage> {
  const page = await shared(ctx, { name: "system-page", brand }, async (at) => {
    const asked = { brand, at };
    return {
      dashboard: await readSystem(ctx, asked),
      errors: await recentErrors(ctx, asked),
    };
  });
  await recordPageView(ctx, "system", { brand });
  return page;
}

import "server-only";
import { listHoursOfFlags } from "@/db/queries/dashboards/flags";
import type { SecurityDashboard } from "@/lib/dashboards/schema";
import { ScoreBand } from "@/lib/dashboards/score-bands";
import { addMs, floorTo, HOUR_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { type Asked, questionOf } from "@/lib/server/dashboards/question";
import { readSecurity } from "@/lib/server/dashboards/security";
import { shared } from "@/lib/server/dashboards/share";
import { type FlagToLookAt, flagsToLookAt } from "./operations-page";
import { recordPageView } from "./record-view";

export interface FlagsByHour {
  /** Starts of 24 hours, the last being the one under way. */
  hours: Date[];
  /** The gravest band first, one count for each hour. */
  bands: { band: ScoreBand; counts: number[] }[];
}

/** Fraud flags of 24 hours by hour and band of their score. */
export async function flagsByHour(ctx: Context, asked: Asked): Promise<FlagsByHour> {
  const { platform, filter, at } = questionOf(ctx, asked);
  const last = floorTo(addMs(at, -1), HOUR_MS);
  const hours = Array.from({ length: 24 }, (_, index) => addMs(last, (index - 23) * HOUR_MS));
  const rows = await listHoursOfFlags(platform, filter, { from: addMs(last, -23 * HOUR_MS), to: at });
  const countOf = (hour: Date, band: ScoreBand) =>
    rows.find((row) => row.at.getTime() === hour.getTime() && row.band === band)?.count ?? 0;
  return {
    hours,
    bands: ScoreBand.options.map((band) => ({ band, counts: hours.map((hour) => countOf(hour, band)) })),
  };
}

export interface SecurityPage {
  dashboard: SecurityDashboard;
  byHour: FlagsByHour;
  flags: FlagToLookAt[];
}

/** What the security page shows, read once for all who look (lib/server/dashboards/share); the look is audited. */
export async function securityPage(ctx: Context, { brand }: Pick<Asked, "brand">): Promise<SecurityPage> {
  const page = await shared(ctx, { name: "security-page", brand }, async (at) => {
    const asked = { brand, at };
    return {
      dashboard: await readSecurity(ctx, asked),
      byHour: await flagsByHour(ctx, asked),
      flags: await flagsToLookAt(ctx, asked),
    };
  });
  await recordPageView(ctx, "security", { brand });
  return page;
}

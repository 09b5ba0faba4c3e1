import "server-only";
import { type PlayerSum, sumPlayers } from "@/db/queries/platform/players";
import { METRICS } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { byBrand, type Figure, measureGroups, sumBy, type Values } from "./figure";
import type { Reading } from "./reading";

/** Players registered, active in the last 24 hours, and new since midnight of the reporting zone. */
export async function collectUsers(reading: Reading): Promise<Figure[]> {
  const { at, filter, isLabelled, reporting } = reading;
  const { zone } = reporting;
  const active = windowOf(METRICS.user_active.window, { at, zone });
  const today = windowOf(METRICS.user_new_today.window, { at, zone });
  const rows = await reading.read("players", (db) => sumPlayers(db, filter, { active, today }));
  const measure = (group: readonly PlayerSum[]): Values => ({
    user_total: sumBy(group, (row) => row.total),
    user_active: sumBy(group, (row) => row.active),
    user_new_today: sumBy(group, (row) => row.created),
  });
  return rows === null ? [] : measureGroups({ rows, by: [byBrand], isLabelled, measure });
}

import "server-only";
import { sql } from "drizzle-orm";
import { wasSubsystemTold } from "@/db/queries/notifications";
import { listToldBy, lockGroups, shareAlerts } from "@/db/queries/occasions";
import { labelsOf } from "@/lib/alerts/labels-of";
import { isAtLeast, SEVERITIES } from "@/lib/kernel/severity";
import { addMs } from "@/lib/kernel/time";
import { METRIC_NAMES, METRICS } from "@/lib/metrics/catalogue";
import { mayBeFirst, SUBSYSTEM_QUIET_MS } from "@/lib/notifications/first-of-subsystem";
import type { DueOccasion, PlanMemory } from "@/lib/notifications/plan-occasion";
import type { Unit } from "@/lib/server/context";
import { findGrouping } from "@/lib/server/services/alerts/grouping";

/** Any number: of two batches decided at once the second sees what the first decided. */
const PLAN_LOCK = 7_238_117;
const CRITICAL = SEVERITIES.filter((severity) => isAtLeast(severity, "critical"));

/**
 * What earlier decisions left behind. Locks alerts, then groups, each in the order of their ids, until the unit ends, and
 * keeps other planners waiting: of two alerts decided at once only one opens a notice, or is the first of its subsystem.
 */
export async function loadMemory(unit: Unit, due: readonly DueOccasion[]): Promise<PlanMemory> {
  await unit.db.execute(sql`select pg_advisory_xact_lock(${PLAN_LOCK})`);
  const alertIds = [...new Set(due.map(({ alert }) => alert.id))];
  await shareAlerts(unit.db, unit.scope, alertIds);
  const groupIds = [...new Set(due.flatMap(({ alert }) => alert.groupId ?? []))];
  return {
    groups: await lockGroups(unit.db, groupIds),
    toldBy: await listToldBy(unit.db, alertIds),
    busySubsystems: await findBusy(unit, due),
    grouping: await findGrouping(unit.db),
  };
}

async function findBusy(unit: Unit, due: readonly DueOccasion[]): Promise<Set<string>> {
  const asked = new Set(
    due.flatMap(({ alert, occasion, severity }) => {
      const { subsystem } = labelsOf(alert);
      return subsystem !== undefined && mayBeFirst({ subsystem, occasion, severity }) ? [subsystem] : [];
    }),
  );
  const busy = new Set<string>();
  const since = addMs(unit.now(), -SUBSYSTEM_QUIET_MS);
  for (const subsystem of asked) {
    const metrics = METRIC_NAMES.filter((metric) => METRICS[metric].service === subsystem);
    if (await wasSubsystemTold(unit.db, { subsystem, metrics, severities: CRITICAL, since })) busy.add(subsystem);
  }
  return busy;
}

import "server-only";
import { sql } from "drizzle-orm";
import { wasSubsystemTold } from "@/db/queries/notifications";
import { labelsOf } from "@/lib/alerts/labels-of";
import type { Alert } from "@/lib/alerts/schema";
import { isAtLeast, SEVERITIES, type Severity } from "@/lib/kernel/severity";
import { addMs } from "@/lib/kernel/time";
import { METRIC_NAMES, METRICS } from "@/lib/metrics/catalogue";
import { mayBeFirst, SUBSYSTEM_QUIET_MS } from "@/lib/notifications/first-of-subsystem";
import type { Occasion } from "@/lib/notifications/schema";
import type { Unit } from "@/lib/server/context";

/** Any number: of two first criticals planned at once only one is the first. */
const FIRST_LOCK = 7_238_117;
const GRAVE = SEVERITIES.filter((severity) => isAtLeast(severity, "critical"));

/** Whether nobody was told of anything critical of its subsystem within the hour. An alert without a subsystem is never the first. */
export async function findFirst(
  unit: Unit,
  { alert, occasion, severity }: { alert: Alert; occasion: Occasion; severity: Severity },
): Promise<boolean> {
  const { subsystem } = labelsOf(alert);
  if (subsystem === undefined || !mayBeFirst({ subsystem, occasion, severity })) return false;
  const asked = {
    subsystem,
    metrics: METRIC_NAMES.filter((metric) => METRICS[metric].service === subsystem),
    severities: GRAVE,
    since: addMs(unit.now(), -SUBSYSTEM_QUIET_MS),
  };
  if (await wasSubsystemTold(unit.db, asked)) return false;
  await unit.db.execute(sql`select pg_advisory_xact_lock(${FIRST_LOCK}, hashtext(${subsystem}))`);
  return !(await wasSubsystemTold(unit.db, asked));
}

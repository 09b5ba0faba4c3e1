import "server-only";
import { countCheck, insertChecks, newestCheck, readUptime } from "@/db/queries/health";
import { saveSourceStates } from "@/db/queries/sources";
import { isWorthStoring, statesOf } from "@/lib/health/assess";
import type { SystemHealth } from "@/lib/health/schema";
import { healthToWire } from "@/lib/health/wire";
import { MINUTE_MS } from "@/lib/kernel/time";
import { SUBSYSTEMS } from "@/lib/metrics/schema";
import type { SourceState } from "@/lib/metrics/sources";
import type { Context, Unit } from "@/lib/server/context";

interface Kept {
  at: Date;
  health: SystemHealth;
  /** How each source did that was read, and the collection as a whole. */
  sources: readonly SourceState[];
}

/** Remembers how the sources did and, when a state moved or a minute began, stores and tells the health of the system. */
export async function keepHealth(ctx: Context, { at, health, sources }: Kept): Promise<void> {
  await ctx.unit(async (unit) => {
    await saveSourceStates(unit.db, sources);
    const previous = await newestCheck(unit.db);
    const stored = previous && { states: previous.states, minute: minuteOf(previous.checkedAt) };
    if (isWorthStoring(health, stored, minuteOf(at)))
      await store(unit, { at, health, previous: previous?.states ?? {} });
  });
}

/** The whole at every check; a subsystem where its state moved. */
async function store(
  unit: Unit,
  { at, health, previous }: { at: Date; health: SystemHealth; previous: Record<string, string> },
): Promise<void> {
  const states = statesOf(health);
  const moved = SUBSYSTEMS.filter((subsystem) => health.subsystems[subsystem].status !== previous[subsystem]);
  await insertChecks(unit.db, [
    { service: "overall", status: health.overall, details: { states }, checkedAt: at },
    ...moved.map((service) => {
      const { status, value } = health.subsystems[service];
      return { service, status, details: { value }, checkedAt: at };
    }),
  ]);
  await countCheck(unit.db, { isCritical: health.overall === "critical", at });
  const data = healthToWire(health, await readUptime(unit.db));
  unit.tell.feed({
    topic: "health",
    event: "health:update",
    type: "health/assessed",
    data: { at: at.toISOString(), ...data },
  });
}

function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / MINUTE_MS);
}

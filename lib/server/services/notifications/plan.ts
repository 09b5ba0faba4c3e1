import "server-only";
import { listDueOccasions, lockOccasions, postponeOccasion, type StoredOccasion } from "@/db/queries/occasions";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import { planOccasion } from "@/lib/notifications/plan-occasion";
import { postponeFor } from "@/lib/notifications/postpone";
import type { Context, Unit } from "@/lib/server/context";
import { describeFault } from "@/lib/server/describe-fault";
import { env } from "@/lib/server/env";
import { hideAlert, showAlert } from "@/lib/server/services/silences/write-mute";
import type { DeliverySettings } from "./load-house";
import { loadMemory } from "./load-memory";
import { type Prepared, prepareOccasions } from "./prepare-occasions";
import { type Counts, writePlan } from "./write-plan";

/** Occasions decided in one transaction: few enough that it stays short on the embedded database. */
const BATCH = 40;
/** No batch begins after this, so that one run stays short; `isMore` then says to come again. */
const RUN_MS = 20 * SECOND_MS;

export interface Planned extends Counts {
  /** Whether more is due still. */
  isMore: boolean;
}

/**
 * Decides all occasions that are due, for every recipient and channel, and keeps each decision as a row. Deciding one twice
 * adds nothing. One that cannot be decided is put off with its reason, and the others are decided all the same.
 */
export async function planOccasions(ctx: Context, settings: DeliverySettings = env()): Promise<Planned> {
  const planned: Planned = { occasions: 0, queued: 0, held: 0, skipped: 0, isMore: false };
  const startedAt = ctx.now();
  for (let now = startedAt; now <= addMs(startedAt, RUN_MS); now = ctx.now()) {
    const due = await listDueOccasions(ctx.db, { now, limit: BATCH });
    if (due.length === 0) return planned;
    add(planned, await decideAll(ctx, due, settings));
  }
  return { ...planned, isMore: true };
}

/** Together; and where that fails one by one, so that a single one that cannot be decided holds up nobody. */
async function decideAll(ctx: Context, due: readonly StoredOccasion[], settings: DeliverySettings): Promise<Counts> {
  try {
    return await decideTogether(ctx, due, settings);
  } catch (error) {
    const [only, ...others] = due;
    if (only === undefined) throw error;
    if (others.length > 0) {
      const counts: Counts = { occasions: 0, queued: 0, held: 0, skipped: 0 };
      for (const one of due) add(counts, await decideAll(ctx, [one], settings));
      return counts;
    }
    ctx.log.error({ err: error, alertId: only.alertId, occasion: only.occasion }, "an occasion could not be decided");
    const attempts = only.attempts + 1;
    const dueAt = addMs(ctx.now(), postponeFor(attempts));
    await postponeOccasion(ctx.db, { id: only.id, attempts, dueAt, error: describeFault(error).message });
    return { occasions: 0, queued: 0, held: 0, skipped: 0 };
  }
}

async function decideTogether(
  ctx: Context,
  due: readonly StoredOccasion[],
  settings: DeliverySettings,
): Promise<Counts> {
  const prepared = await prepareOccasions(ctx, due, settings);
  return ctx.unit(async (unit) => {
    const mine = await lockOccasions(
      unit.db,
      due.map(({ id }) => id),
    );
    const ours = prepared.due.filter(({ stored }) => mine.has(stored.id));
    // The alerts first, as whoever resolves one does: their timeline's lines would lock them after their groups.
    const memory = await loadMemory(unit, ours);
    await markMutes(unit, ours);
    const now = unit.now();
    const plans = ours.map((one) => ({ ...one, plan: planOccasion(one, memory, prepared.house, now) }));
    const gone = prepared.gone.filter((id) => mine.has(id));
    return writePlan(unit, { plans, gone });
  });
}

/** Whoever decides an occasion is the first to know that the alert is suppressed, or no longer so. */
async function markMutes(unit: Unit, ours: Prepared["due"]): Promise<void> {
  const marked = new Set<number>();
  for (const { alert, newMute } of ours) {
    if (newMute === undefined || marked.has(alert.id)) continue;
    marked.add(alert.id);
    if (newMute === null) await showAlert(unit, alert, "otherwise");
    else await hideAlert(unit, alert, newMute);
  }
}

function add(sum: Counts, more: Counts): void {
  sum.occasions += more.occasions;
  sum.queued += more.queued;
  sum.held += more.held;
  sum.skipped += more.skipped;
}

import "server-only";
import { findAlerts } from "@/db/queries/alerts";
import type { StoredOccasion } from "@/db/queries/occasions";
import { findRules } from "@/db/queries/rules";
import type { Mute } from "@/lib/alerts/schema";
import type { House } from "@/lib/notifications/house";
import type { DueOccasion } from "@/lib/notifications/plan-occasion";
import type { Context } from "@/lib/server/context";
import { targetFinder } from "@/lib/server/services/escalation/find-targets";
import { loadHiders } from "@/lib/server/services/silences/load-hiders";
import { decideMute, describeMute } from "@/lib/silences/decide-mute";
import { isSameMute } from "@/lib/silences/same-mute";
import { type DeliverySettings, loadHouse } from "./load-house";

/** An occasion with all that its decision asks of its alert. */
export interface PreparedOccasion extends DueOccasion {
  stored: StoredOccasion;
  /** What the alert is to be marked with as suppressed by, null to take the mark away; absent where it stays. */
  newMute?: Mute | null;
}

export interface Prepared {
  due: readonly PreparedOccasion[];
  /** Ids of occasions whose alert is gone. */
  gone: readonly number[];
  house: House;
}

/** Loads the house once, and what each occasion asks of its own alert in one statement a kind. */
export async function prepareOccasions(
  ctx: Context,
  due: readonly StoredOccasion[],
  settings: DeliverySettings,
): Promise<Prepared> {
  const ids = [...new Set(due.map(({ alertId }) => alertId))];
  const alerts = await findAlerts(ctx.db, ctx.scope, ids);
  const rules = await findRules(
    ctx.db,
    [...alerts.values()].flatMap(({ ruleId }) => ruleId ?? []),
  );
  const hiders = await loadHiders(ctx);
  const house = await loadHouse(ctx, settings);
  const findTargets = await targetFinder(ctx, ids, house);
  const now = ctx.now();
  const prepared = due.flatMap((stored): PreparedOccasion[] => {
    const alert = alerts.get(stored.alertId);
    if (alert === undefined) return [];
    const { occasion, severity } = stored;
    const rule = alert.ruleId === null ? null : (rules.get(alert.ruleId) ?? null);
    const { targets, because: everyoneBecause } = findTargets(alert, occasion);
    const canBeHidden = alert.class !== "player_safety" && !alert.isShadow;
    const mute = canBeHidden ? decideMute(alert, hiders, now) : null;
    const isMarked = canBeHidden && alert.status !== "resolved" && !isSameMute(alert.mute, mute);
    return [
      {
        stored,
        occasion,
        severity,
        alert,
        rule,
        mute: mute === null ? null : { reason: describeMute(mute) },
        targets,
        everyoneBecause,
        ...(isMarked && { newMute: mute }),
      },
    ];
  });
  return { due: prepared, gone: due.filter(({ alertId }) => !alerts.has(alertId)).map(({ id }) => id), house };
}

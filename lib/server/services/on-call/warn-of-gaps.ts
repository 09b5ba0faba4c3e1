import "server-only";
import { addMs, DAY_MS, type Interval } from "@/lib/kernel/time";
import { localDate } from "@/lib/kernel/zone";
import { personalReach } from "@/lib/notifications/personal-reach";
import { gapWords } from "@/lib/on-call/in-words";
import type { Rotation } from "@/lib/on-call/schema";
import { gapsBetween } from "@/lib/on-call/shifts-between";
import { weekOf } from "@/lib/on-call/week-of";
import { publicUrl } from "@/lib/server/access/session-cookie";
import type { Context } from "@/lib/server/context";
import { type DeliverySettings, loadHouse } from "@/lib/server/services/notifications/load-house";
import { planNotice } from "@/lib/server/services/notifications/plan-notice";
import { loadRoster, type Roster } from "./load";

/** How long before a gap begins admins hear of it. */
const NOTICE_MS = DAY_MS;
/** What one warning names. */
const NAMED_MS = 7 * DAY_MS;

/**
 * Warns admins by e-mail and push the day before nobody is on call. One warning names all gaps of the next seven days; it comes
 * again next week, or at once when rotation, overrides or people change. @returns how many notices were planned.
 */
export async function warnOfGaps(ctx: Context, settings?: DeliverySettings): Promise<number> {
  const now = ctx.now();
  const roster = await loadRoster(ctx, now);
  const warned = roster.rotations.filter((rotation) => comesSoon(rotation, roster, now));
  if (warned.length === 0) return 0;
  const house = await loadHouse(ctx, settings);
  const admins = house.people.filter(({ role }) => role === "admin");
  return ctx.unit(async (unit) => {
    let planned = 0;
    for (const rotation of warned) {
      const gaps = gapsOf(rotation, roster, { from: now, to: addMs(now, NAMED_MS) });
      for (const admin of admins) {
        for (const channel of personalReach(admin, house).filter((way) => way === "email" || way === "push")) {
          const recipient = `account:${admin.id}`;
          const content = contentOf(rotation, gaps);
          const key = keyOf(rotation, roster, now);
          const expiresAt = addMs(now, NOTICE_MS);
          if (await planNotice(unit, { kind: "hand-off", key, recipient, channel, content, expiresAt })) planned += 1;
        }
      }
    }
    return planned;
  });
}

function gapsOf(rotation: Rotation, { overrides, isThere }: Roster, window: Interval): Interval[] {
  return gapsBetween(rotation, overrides, { ...window, isThere });
}

/** A gap that runs already was warned of before, or began with a change that shows it. */
function comesSoon(rotation: Rotation, roster: Roster, now: Date): boolean {
  const gaps = gapsOf(rotation, roster, { from: now, to: addMs(now, NOTICE_MS) });
  return gaps.some(({ from }) => from > now);
}

function contentOf(rotation: Rotation, gaps: readonly Interval[]) {
  return {
    title: gapWords(rotation, gaps),
    lines: ["Alerts that call this rotation then reach nobody by it. An override closes a gap."],
    link: new URL("/escalation", publicUrl()).href,
    severity: "warning" as const,
    isSilent: false,
  };
}

/** The state a warning is about: told once for it. */
function keyOf({ id, zone, version, layers }: Rotation, { overrides, isThere }: Roster, now: Date): string {
  const latest = Math.max(0, ...overrides.filter(({ rotationId }) => rotationId === id).map((one) => one.id));
  const gone = [...new Set(layers.flatMap(({ people }) => people))].filter((person) => !isThere(person)).sort();
  return `gap/${id}/${localDate(weekOf(zone, 0, now).from, zone)}/${version}.${latest}.${gone.join(",")}`;
}

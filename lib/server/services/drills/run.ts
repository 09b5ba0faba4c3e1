import "server-only";
import { insertDrill, listZones } from "@/db/queries/drills";
import { isAllowedRole } from "@/lib/access/permissions";
import { addMs } from "@/lib/kernel/time";
import { localDate } from "@/lib/kernel/zone";
import type { House, Person } from "@/lib/notifications/house";
import { personalReach } from "@/lib/notifications/personal-reach";
import { DRILL_LIMIT_MS, isDrillTime } from "@/lib/on-call/drill";
import { publicUrl } from "@/lib/server/access/session-cookie";
import type { Context, Unit } from "@/lib/server/context";
import { reporting } from "@/lib/server/reporting";
import { type DeliverySettings, loadHouse } from "@/lib/server/services/notifications/load-house";
import { planNotice } from "@/lib/server/services/notifications/plan-notice";

/**
 * Sends everybody who can be on call a silent test by each channel that should reach them, on Wednesdays from 10:00 of their
 * own wall. Named by person and day, so each comes once a week however often this runs. @returns how many were planned.
 */
export async function runDrills(ctx: Context, settings?: DeliverySettings): Promise<number> {
  const now = ctx.now();
  const zones = await listZones(ctx.db);
  const house = await loadHouse(ctx, settings);
  const due = house.people
    .filter(({ role }) => isAllowedRole(role, "alerts:act"))
    .map((person) => ({ person, zone: zones.get(person.id) ?? reporting().zone }))
    .filter(({ zone }) => isDrillTime(zone, now));
  if (due.length === 0) return 0;
  return ctx.unit(async (unit) => {
    let planned = 0;
    for (const { person, zone } of due) planned += await drillOne(unit, { person, house, day: localDate(now, zone) });
    return planned;
  });
}

interface Drilled {
  person: Person;
  house: House;
  /** `2026-11-25`, of the person's own calendar. */
  day: string;
}

async function drillOne(unit: Unit, { person, house, day }: Drilled): Promise<number> {
  const at = unit.now();
  let planned = 0;
  for (const channel of personalReach(person, house)) {
    const noticeId = await planNotice(unit, {
      kind: "drill",
      key: `drill/${day}`,
      recipient: `account:${person.id}`,
      channel,
      content: contentOf(),
      expiresAt: addMs(at, DRILL_LIMIT_MS),
    });
    if (noticeId === null) continue;
    await insertDrill(unit.db, { accountId: person.id, channel, at, noticeId });
    planned += 1;
  }
  return planned;
}

function contentOf() {
  return {
    title: "Pitboss weekly drill: nothing to do",
    lines: ["This proves once a week that alerts can reach you here. If it arrived, all is well."],
    link: new URL("/preferences", publicUrl()).href,
    severity: "info" as const,
    isSilent: true,
  };
}

import "server-only";
import { listRotations } from "@/db/queries/on-call";
import { localDate } from "@/lib/kernel/zone";
import type { Rotation } from "@/lib/on-call/schema";
import { weekOf } from "@/lib/on-call/week-of";
import type { Context } from "@/lib/server/context";
import { listCallable } from "./list-callable";
import { createRotation } from "./save-rotation";

const ZONE = "Europe/Malta";
const WORKING_HOURS = { days: ["mon", "tue", "wed", "thu", "fri"] as const, from: "08:00", to: "18:00" };

/** A rotation for the demo's people, from Monday of last week, so that its first page shows who is on call. Null where there is one, or nobody. */
export async function seedDemoRotation(ctx: Context): Promise<Rotation | null> {
  const people = await listCallable(ctx);
  const idsOf = (...roles: readonly string[]) => people.filter(({ role }) => roles.includes(role)).map(({ id }) => id);
  const [operators, admins, everybody] = [idsOf("operator"), idsOf("admin"), people.map(({ id }) => id)];
  if (operators.length === 0 || admins.length === 0 || (await listRotations(ctx.db)).length > 0) return null;
  const begins = { startsOn: localDate(weekOf(ZONE, -1, ctx.now()).from, ZONE), handOffAt: "08:00" };
  return createRotation(ctx, {
    name: "Payments",
    time_zone: ZONE,
    layers: [
      { ...begins, name: "First", people: [...operators, ...admins], turnHours: 12, hours: null },
      { ...begins, name: "Second", people: everybody.toReversed(), turnHours: 84, hours: null },
      {
        ...begins,
        name: "Business hrs",
        people: admins,
        turnHours: 168,
        hours: { ...WORKING_HOURS, days: [...WORKING_HOURS.days] },
      },
    ],
  });
}

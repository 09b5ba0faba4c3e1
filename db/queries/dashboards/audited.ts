import { and, count, eq, gt, gte, isNull, lt } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { BrandFilter } from "@/db/queries/platform/in-scope";
import { auditEvents } from "@/db/schema";
import type { Interval } from "@/lib/kernel/time";

interface ViewAsked {
  actor: string;
  subject: string;
  brand: string | null;
  since: Date;
}

/** Whether somebody's look at a dashboard was audited after an instant. */
export async function hasViewed(db: Queryable, { actor, subject, brand, since }: ViewAsked): Promise<boolean> {
  const rows = await db
    .select({ id: auditEvents.id })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.action, "dashboard/viewed"),
        gt(auditEvents.at, since),
        eq(auditEvents.actor, actor),
        eq(auditEvents.subject, subject),
        brand === null ? isNull(auditEvents.brand) : eq(auditEvents.brand, brand),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Sign-ins the console refused in a window. They are the house's: whoever asked about one brand is told of none. */
export async function countRefusedSignIns(
  db: Queryable,
  { brand }: BrandFilter,
  { from, to }: Interval,
): Promise<number> {
  if (brand !== undefined) return 0;
  const refused = eq(auditEvents.action, "account/sign-in-refused");
  const [row] = await db
    .select({ refused: count() })
    .from(auditEvents)
    .where(and(refused, gte(auditEvents.at, from), lt(auditEvents.at, to)));
  return row?.refused ?? 0;
}

import "server-only";
import { toInhibitionRow } from "@/db/queries/inhibitions";
import { inhibitions } from "@/db/schema";
import { DEFAULT_INHIBITIONS } from "@/lib/alerts/default-inhibitions";
import type { Context } from "@/lib/server/context";

/** Adds the inhibitions the house ships, by name; those there already stay as an admin left them. Returns the names added. */
export async function seedDefaultInhibitions(ctx: Context): Promise<string[]> {
  return ctx.unit(async (unit) => {
    const by = "the house's defaults";
    const rows = await unit.db
      .insert(inhibitions)
      .values(DEFAULT_INHIBITIONS.map((one) => ({ ...toInhibitionRow(one), isDefault: true, createdBy: by })))
      .onConflictDoNothing()
      .returning({ id: inhibitions.id, name: inhibitions.name });
    for (const { id, name } of rows) {
      unit.tell.audit({ action: "inhibition/created", subject: `inhibition:${id}`, details: { name, by } });
    }
    return rows.map(({ name }) => name);
  });
}

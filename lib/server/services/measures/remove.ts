import "server-only";
import { deleteMeasure, findMeasure, listRulesOf } from "@/db/queries/measures";
import { AppError } from "@/lib/kernel/errors";
import { settingsToWire } from "@/lib/measures/wire";
import type { Context } from "@/lib/server/context";
import { noMeasure } from "./save";

/**
 * Deletes a measure that no rule names. What it did stays in the alerts' timelines.
 * @throws AppError `not-found`; `conflict` with the names of the rules that call for it.
 */
export async function removeMeasure(ctx: Context, { id }: { id: number }): Promise<void> {
  await ctx.unit(async (unit) => {
    const measure = await findMeasure(unit.db, id);
    if (measure === null) throw noMeasure(id);
    const rules = await listRulesOf(unit.db, id);
    if (rules.length > 0) {
      const message = `${measure.name} is called for by ${rules.join(", ")}: take it out of there first.`;
      throw new AppError("conflict", message, { details: { rules } });
    }
    await deleteMeasure(unit.db, id);
    unit.tell.audit({
      action: "measure/deleted",
      subject: `measure:${id}`,
      details: { before: settingsToWire(measure), after: null },
    });
  });
}

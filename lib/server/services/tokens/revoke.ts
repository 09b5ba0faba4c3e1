import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { apiTokens } from "@/db/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";

/**
 * Ends a token for good.
 * @throws AppError `not-found` for none of this id, `conflict` when it had been revoked before.
 */
export async function revokeToken(ctx: Context, { id }: { id: number }): Promise<void> {
  await ctx.unit(async (unit) => {
    const [revoked] = await unit.db
      .update(apiTokens)
      .set({ revokedAt: unit.now() })
      .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
      .returning({ name: apiTokens.name });
    if (revoked === undefined) throw await whyNot(unit, id);
    unit.tell.audit({ action: "token/revoked", subject: `token:${id}`, details: { name: revoked.name } });
  });
}

async function whyNot({ db }: Context, id: number): Promise<AppError> {
  const [row] = await db.select({ id: apiTokens.id }).from(apiTokens).where(eq(apiTokens.id, id));
  if (row === undefined) return new AppError("not-found", `There is no token ${id}.`, { field: "id" });
  return new AppError("conflict", `Token ${id} had been revoked before.`, { field: "id" });
}

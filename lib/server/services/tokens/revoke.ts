import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { apiTokens } from "@/db/schema";
import { limitOf } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { accountIdOf } from "@/lib/server/services/people/viewer";

/**
 * Ends a token for good. Who is limited to brands ends their own only, and finds no others.
 * @throws AppError `not-found` for none of this id, `conflict` when it had been revoked before.
 */
export async function revokeToken(ctx: Context, { id }: { id: number }): Promise<void> {
  const own = limitOf(ctx.actor) === null ? null : accountIdOf(ctx.actor);
  const mine = own === null ? eq(apiTokens.id, id) : and(eq(apiTokens.id, id), eq(apiTokens.accountId, own));
  await ctx.unit(async (unit) => {
    const [revoked] = await unit.db
      .update(apiTokens)
      .set({ revokedAt: unit.now() })
      .where(and(mine, isNull(apiTokens.revokedAt)))
      .returning({ name: apiTokens.name });
    if (revoked === undefined) throw await whyNot(unit, id, own);
    unit.tell.audit({ action: "token/revoked", subject: `token:${id}`, details: { name: revoked.name } });
  });
}

async function whyNot({ db }: Context, id: number, own: number | null): Promise<AppError> {
  const [row] = await db.select({ accountId: apiTokens.accountId }).from(apiTokens).where(eq(apiTokens.id, id));
  if (row === undefined || (own !== null && row.accountId !== own))
    return new AppError("not-found", `There is no token ${id}.`, { field: "id" });
  return new AppError("conflict", `Token ${id} had been revoked before.`, { field: "id" });
}

import "server-only";
import type { Context } from "@/lib/server/context";

/** Only tells of it: the session itself is the cookie, which next-auth removes. */
export async function signOut(ctx: Context, { accountId }: { accountId: number }): Promise<void> {
  await ctx.unit(async (unit) => {
    unit.tell.audit({ action: "account/signed-out", subject: `account:${accountId}` });
  });
}

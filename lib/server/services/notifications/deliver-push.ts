import "server-only";
import { endBrowsers, listBrowsers } from "@/db/queries/browsers";
import type { Message } from "@/lib/notifications/compose/message";
import type { Receipt } from "@/lib/notifications/schema";
import type { Send } from "@/lib/server/channels/port";
import type { Context } from "@/lib/server/context";

export interface Push {
  message: Message;
  /** `account:7`: whose browsers. */
  recipient: string;
  /** One of them alone, for a test. */
  browserId?: number;
  at: Date;
}

/** Pushes to all of a person's browsers, and ends those that their push service says are gone. */
export async function deliverPush(ctx: Context, send: Send, push: Push): Promise<Receipt> {
  const { message, recipient, browserId, at } = push;
  const all = await listBrowsers(ctx.db, Number(recipient.replace("account:", "")) || 0);
  const browsers = browserId === undefined ? all : all.filter(({ id }) => id === browserId);
  const receipt = await send({ ...message, to: null, browsers, at });
  const { ended = [] } = receipt;
  if (ended.length > 0) await noteEnded(ctx, ended);
  return receipt;
}

async function noteEnded(ctx: Context, ids: readonly number[]): Promise<void> {
  await ctx.unit(async (unit) => {
    for (const { id, accountId, browser } of await endBrowsers(unit.db, ids, unit.now()))
      unit.tell.audit({ action: "push/ended", subject: `account:${accountId}`, details: { browser, id } });
  });
}

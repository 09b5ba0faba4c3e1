import "server-only";
import { and, eq, gt } from "drizzle-orm";
import { auditEvents } from "@/db/schema";
import { actorName, personOf } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { composeTestMessage } from "@/lib/notifications/compose/test-message";
import type { Channel } from "@/lib/rules/schema";
import { publicUrl } from "@/lib/server/access/session-cookie";
import { openChannels } from "@/lib/server/channels/open";
import type { Context } from "@/lib/server/context";
import { type Env, env } from "@/lib/server/env";

/** A provider is not to be flooded by a button. */
const PAUSE_MS = MINUTE_MS;
const ACTION = "notification/tested";

/** What came of a test message: the provider's own word. */
export interface Tested {
  channel: Channel;
  outcome: "delivered" | "failed";
  /** Where it went; null where the channel is the recipient. */
  to: string | null;
  response: string;
  duration_ms: number;
}

/**
 * Sends one test message by a channel and waits for the provider's answer; each channel once a minute.
 * @throws AppError `unavailable` for a channel that is not configured, naming its variables; `limited` when asked too often.
 */
export async function deliverTest(
  ctx: Context,
  { channel, settings = env() }: { channel: Channel; settings?: Env },
): Promise<Tested> {
  const port = openChannels(settings, ctx.log)[channel];
  if (!("send" in port)) {
    const { reason, variables } = port.readiness;
    throw new AppError("unavailable", `${reason}.`, { field: "channel", details: { variables } });
  }
  await refuseTooSoon(ctx, channel);
  const to = channel === "email" ? addressOf(ctx, settings) : null;
  const at = ctx.now();
  const asked = { key: ctx.correlationId, by: actorName(ctx.actor), link: publicUrl(), at };
  const receipt = await port.send({ ...composeTestMessage(asked), to, at });
  const response = receipt.kind === "delivered" ? receipt.receipt : receipt.response;
  const outcome = receipt.kind;
  const duration_ms = ctx.now().getTime() - at.getTime();
  await ctx.unit(async (unit) => {
    unit.tell.audit({ action: ACTION, subject: `channel:${channel}`, details: { outcome, to, response, duration_ms } });
  });
  return { channel, outcome, to, response, duration_ms };
}

async function refuseTooSoon({ db, now }: Context, channel: Channel): Promise<void> {
  const [last] = await db
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.action, ACTION),
        eq(auditEvents.subject, `channel:${channel}`),
        gt(auditEvents.at, addMs(now(), -PAUSE_MS)),
      ),
    )
    .limit(1);
  if (last !== undefined)
    throw new AppError("limited", `${channel} was tested less than a minute ago: try again in a minute.`);
}

/** The person who asked; a demo account has no mailbox, so EMAIL_TO stands in. */
function addressOf({ actor }: Context, { EMAIL_TO }: Env): string {
  const own = personOf(actor);
  const hasMailbox = actor.kind !== "system" && !own.endsWith("@demo.invalid");
  const address = hasMailbox ? own : EMAIL_TO?.[0];
  if (address !== undefined) return address;
  const sentence = "Nobody has an address: demo accounts are never mailed. Set EMAIL_TO, such as ops@example.com.";
  throw new AppError("unavailable", sentence, { details: { variables: ["EMAIL_TO"] } });
}

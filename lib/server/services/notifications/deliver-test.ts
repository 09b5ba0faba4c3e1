import "server-only";
import { and, eq, gt } from "drizzle-orm";
import { listBrowsers } from "@/db/queries/browsers";
import { listPeople } from "@/db/queries/notifications";
import { auditEvents } from "@/db/schema";
import { maskPhones } from "@/lib/access/mask";
import { actorName, personOf } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { addressBy } from "@/lib/notifications/candidates";
import { composeTestMessage } from "@/lib/notifications/compose/test-message";
import type { Channel } from "@/lib/rules/schema";
import { publicUrl } from "@/lib/server/access/session-cookie";
import { openChannels } from "@/lib/server/channels/open";
import type { Context } from "@/lib/server/context";
import { type Env, env } from "@/lib/server/env";
import { ownAccountId } from "@/lib/server/services/preferences/own-account";
import { noteTestTaken } from "./circuits";
import { deliverPush } from "./deliver-push";

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

export interface TestInput {
  channel: Channel;
  /** One of the caller's browsers alone. */
  browserId?: number;
  settings?: Env;
}

/**
 * Sends one test message by a channel and waits for the provider's answer; each channel once a minute. A text message and a
 * push go to who asks.
 * @throws AppError `unavailable` for a channel that is not configured, naming its variables, or that does not reach who asks;
 * `limited` when asked too often.
 */
export async function deliverTest(ctx: Context, { channel, browserId, settings = env() }: TestInput): Promise<Tested> {
  const port = openChannels(settings, ctx.log)[channel];
  if (!("send" in port)) {
    const { reason, variables } = port.readiness;
    throw new AppError("unavailable", `${reason}.`, { field: "channel", details: { variables } });
  }
  const subject = browserId === undefined ? `channel:${channel}` : `browser:${browserId}`;
  const to = await addressOf(ctx, { channel, browserId, settings });
  await refuseTooSoon(ctx, { channel, subject });
  const at = ctx.now();
  const asked = { key: ctx.correlationId, by: actorName(ctx.actor), link: publicUrl(), at };
  const message = composeTestMessage(asked);
  const recipient = `account:${ctx.actor.kind === "system" ? 0 : ownAccountId(ctx)}`;
  const receipt =
    channel === "push"
      ? await deliverPush(ctx, port.send, { message, recipient, at, ...(browserId !== undefined && { browserId }) })
      : await port.send({ ...message, to, at });
  const response = receipt.kind === "delivered" ? receipt.receipt : receipt.response;
  const outcome = receipt.kind;
  if (outcome === "delivered") await noteTestTaken(ctx, channel);
  const duration_ms = ctx.now().getTime() - at.getTime();
  await ctx.unit(async (unit) => {
    const told = to === null ? null : maskPhones(to);
    unit.tell.audit({ action: ACTION, subject, details: { outcome, to: told, response, duration_ms } });
  });
  return { channel, outcome, to, response, duration_ms };
}

async function refuseTooSoon(
  { db, now }: Context,
  { channel, subject }: { channel: Channel; subject: string },
): Promise<void> {
  const [last] = await db
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.action, ACTION),
        eq(auditEvents.subject, subject),
        gt(auditEvents.at, addMs(now(), -PAUSE_MS)),
      ),
    )
    .limit(1);
  if (last !== undefined)
    throw new AppError("limited", `${channel} was tested less than a minute ago: try again in a minute.`);
}

/** Where a test goes; null where the channel is the recipient, or the person's browsers are. */
async function addressOf(ctx: Context, { channel, browserId, settings = env() }: TestInput): Promise<string | null> {
  switch (channel) {
    case "email":
      return mailboxOf(ctx, settings);
    case "sms":
      return numberOf(ctx);
    case "push":
      await requireBrowser(ctx, browserId);
      return null;
    default:
      return null;
  }
}

/** The person who asked; a demo account has no mailbox, so EMAIL_TO stands in. */
function mailboxOf({ actor }: Context, { EMAIL_TO }: Env): string {
  const own = personOf(actor);
  const hasMailbox = actor.kind !== "system" && !own.endsWith("@demo.invalid");
  const address = hasMailbox ? own : EMAIL_TO?.[0];
  if (address !== undefined) return address;
  const sentence = "Nobody has an address: demo accounts are never mailed. Set EMAIL_TO, such as ops@example.com.";
  throw new AppError("unavailable", sentence, { details: { variables: ["EMAIL_TO"] } });
}

async function numberOf(ctx: Context): Promise<string> {
  const own = ctx.actor.kind === "system" ? null : ownAccountId(ctx);
  const person = (await listPeople(ctx.db)).find(({ id }) => id === own);
  if (person?.isDemo)
    throw new AppError("unavailable", "Demo accounts are never texted: sign in with your own account.");
  const number = person === undefined ? null : addressBy("sms", person);
  if (number !== null) return number;
  const sentence = "You have no verified telephone number: add one to your preferences, such as +35621234567.";
  throw new AppError("unavailable", sentence);
}

async function requireBrowser(ctx: Context, browserId: number | undefined): Promise<void> {
  const browsers = ctx.actor.kind === "system" ? [] : await listBrowsers(ctx.db, ownAccountId(ctx));
  if (browserId !== undefined && !browsers.some(({ id }) => id === browserId))
    throw new AppError("not-found", `You have no browser ${browserId}.`, { field: "id" });
  if (browsers.length > 0) return;
  throw new AppError("unavailable", "You have switched push on in no browser: do so on your preferences page.");
}

import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { countWrongCodes, findCode, markCodeUsed, noteWrongCode, type ReplyCode } from "@/db/queries/reply-codes";
import { actorName } from "@/lib/access/schema";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { titleOf, utcMinute } from "@/lib/notifications/compose/facts";
import type { Context } from "@/lib/server/context";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { actingContext, findActingPerson } from "@/lib/server/services/links/acting-person";

const WINDOW_MS = 15 * MINUTE_MS;
const MOST_WRONG = 5;

/** A text message that came in: from whom, and what it says. */
export interface Reply {
  from: string;
  body: string;
}

/**
 * Acknowledges the alert whose code a text message holds, as the person the code was sent to.
 * @returns one sentence to answer with, whatever came of it.
 */
export async function acknowledgeByReply(house: Context, { from, body }: Reply): Promise<string> {
  const now = house.now();
  const since = addMs(now, -WINDOW_MS);
  if ((await countWrongCodes(house.db, from, since)) >= MOST_WRONG)
    return "Too many codes that are none came from this number. Try again in 15 minutes, or use the console.";
  const code = /(?<!\d)\d{4}(?!\d)/.exec(body)?.[0];
  if (code === undefined) return "Answer with the four digits of the message, such as 4821.";
  const found = await findCode(house.db, { phone: from, code });
  if (found === null || found.expiresAt <= now) {
    await noteWrongCode(house.db, from, { at: now, since });
    if (found === null) return `Nothing waits for the code ${code}. Answer with the four digits of the newest message.`;
    return `The code ${code} is over a day old. Use the console.`;
  }
  return acknowledge(house, found);
}

async function acknowledge(house: Context, code: ReplyCode): Promise<string> {
  const person = await findActingPerson(house, code.accountId);
  if (person.kind === "nobody") return person.words;
  const ctx = actingContext(house, person.account, "text message");
  try {
    const alert = await ctx.unit(async (unit) => {
      await markCodeUsed(unit.db, code, unit.now());
      return commandAlert(unit, { alertId: code.alertId, move: { command: "acknowledge" } });
    });
    return `You have it: ${titleOf(alert)}. Nobody else is told of it by escalation.`;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const alert = await findAlert(ctx.db, ctx.scope, code.alertId);
    if (alert === null) return "The alert is gone, or of a brand that you no longer see.";
    return standingOf(alert, actorName(ctx.actor));
  }
}

/** Why there is nothing to acknowledge. */
function standingOf(alert: Alert, own: string): string {
  if (alert.status === "resolved") return `It is over: ${titleOf(alert)} is resolved.`;
  const who = alert.acknowledgedBy === own ? "You have" : `${alert.acknowledgedBy ?? "Somebody"} has`;
  const since = alert.acknowledgedAt === null ? "" : `, since ${utcMinute(alert.acknowledgedAt)}`;
  return `${who} it already${since}: ${titleOf(alert)}.`;
}

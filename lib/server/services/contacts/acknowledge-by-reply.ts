import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { countWrongCodes, findCodes, markCodeUsed, noteWrongCode, type ReplyCode } from "@/db/queries/reply-codes";
import { actorName } from "@/lib/access/schema";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { titleOf, utcMinute } from "@/lib/notifications/compose/facts";
import { chooseCodes, codesInReply } from "@/lib/preferences/codes-in-reply";
import { listOf } from "@/lib/rules/describe";
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

/** More numbers than any message of ours holds: somebody tries them out. */
const MOST_CODES = 10;
const ANSWER_WITH = "Answer with the four digits of the message, such as 4821.";

/**
 * Acknowledges the alert whose code a text message holds, as the person the code was sent to. The code is the one that waits,
 * wherever it stands; several that somebody wrote are each acknowledged. A message without a waiting code counts as one wrong guess.
 * @returns what to answer with, whatever came of it.
 */
export async function acknowledgeByReply(house: Context, { from, body }: Reply): Promise<string> {
  const now = house.now();
  const since = addMs(now, -WINDOW_MS);
  const reply = codesInReply(body);
  if (reply.isTakenBack) return "Nothing was changed: a reaction that is taken back acknowledges nothing.";
  if ((await countWrongCodes(house.db, from, since)) >= MOST_WRONG)
    return "Too many codes that are none came from this number. Try again in 15 minutes, or use the console.";
  if (reply.all.length === 0) return ANSWER_WITH;
  const isTooMany = reply.all.length > MOST_CODES;
  const known = isTooMany ? [] : await findCodes(house.db, { phone: from, codes: reply.all });
  const unexpired = known.filter(({ expiresAt }) => expiresAt > now);
  const waiting = unexpired.filter(({ usedAt }) => usedAt === null);
  // A code that was used already still answers where its alert stands, but only where none waits.
  const counting = waiting.length > 0 ? waiting : unexpired;
  const chosen = chooseCodes(reply, (code) => counting.some((one) => one.code === code));
  if (chosen.kind === "unclear") return `Which one? Answer with one of ${listOf(chosen.codes)} alone.`;
  if (chosen.kind === "codes") {
    const answers: string[] = [];
    for (const code of counting.filter((one) => chosen.codes.includes(one.code)))
      answers.push(await acknowledge(house, code));
    return answers.join(" ");
  }
  await noteWrongCode(house.db, from, { at: now, since });
  if (isTooMany) return `Too many numbers. ${ANSWER_WITH}`;
  const [first] = reply.own.length > 0 ? reply.own : reply.all;
  const [expired] = known;
  if (expired !== undefined) return `The code ${expired.code} is over a day old. Use the console.`;
  return `Nothing waits for the code ${first}. Answer with the four digits of the newest message.`;
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

import "server-only";
import { countTellingsOf, listTellingsOf, type Told } from "@/db/queries/tellings";
import { describeRefusal } from "@/lib/access/permissions";
import { alertToWire } from "@/lib/alerts/wire";
import { AppError } from "@/lib/kernel/errors";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { type DecisionWire, decisionToWire } from "@/lib/notifications/decision-wire";
import { maskAddresses } from "@/lib/notifications/mask-addresses";
import type { TellingsWire, TellingWire } from "@/lib/notifications/telling-wire";
import type { Context } from "@/lib/server/context";
import type { TellingsQuery } from "./query";
import { accountIdOf, findPerson, mayLookAt } from "./viewer";

/**
 * The decisions about a person of the last days: each alert with what came of it by each channel, and why. Everybody reads
 * their own; an admin reads anybody's, with addresses masked.
 * @throws AppError `forbidden` for somebody else's, `not-found` for an account that is not there.
 */
export async function readTellings(
  ctx: Context,
  { id, query }: { id: number; query: TellingsQuery },
): Promise<TellingsWire> {
  if (!mayLookAt(ctx.actor, id)) {
    const why = ctx.actor.kind === "system" ? "" : ` ${describeRefusal(ctx.actor, "house:admin")}`;
    throw new AppError("forbidden", `These are decisions about somebody else.${why}`, { field: "id" });
  }
  const person = await findPerson(ctx, id);
  const { days, limit, offset, outcome, channel } = query;
  const asked = { accountId: id, from: addMs(ctx.now(), -days * DAY_MS), outcome, channel };
  const told = await listTellingsOf(ctx.db, ctx.scope, { ...asked, limit: limit + 1, offset });
  const isOwn = accountIdOf(ctx.actor) === id;
  return {
    account: { id: person.id, name: person.name, role: person.role },
    days,
    counts: await countTellingsOf(ctx.db, ctx.scope, asked),
    alerts: told.slice(0, limit).map((one) => toldToWire(one, isOwn ? (words) => words : maskAddresses)),
    next_offset: told.length > limit ? offset + limit : null,
  };
}

function toldToWire({ alert, notifications }: Told, mask: (words: string) => string): TellingWire {
  const { id, rule_name, severity, status, brand, triggered_at, message, details } = alertToWire(alert);
  const title = typeof details.title === "string" ? details.title : rule_name;
  return {
    alert: { id, title, rule_name, severity, status, brand, message, triggered_at },
    decisions: notifications.map((notification) => maskDecision(decisionToWire(notification), mask)),
  };
}

/** What a reader who is somebody else sees of a decision: the reasons, and no address. */
export function maskDecision(decision: DecisionWire, mask: (words: string) => string): DecisionWire {
  const { reason, receipt, last_error, gates } = decision;
  return {
    ...decision,
    reason: mask(reason),
    receipt: receipt && mask(receipt),
    last_error: last_error && mask(last_error),
    gates: gates.map((gate) => ({ ...gate, reason: mask(gate.reason) })),
  };
}

import "server-only";
import { listMoneyDue, writeMoney } from "@/db/queries/money";
import type { Shortfall } from "@/lib/alerts/money-at-risk";
import { moneyKindOf } from "@/lib/alerts/money-kind";
import type { Alert, MoneyAtRisk } from "@/lib/alerts/schema";
import { fingerprint } from "@/lib/kernel/labels";
import { addMs, floorTo, MINUTE_MS } from "@/lib/kernel/time";
import { describeFailure } from "@/lib/server/collectors/describe-failure";
import { raceLimit } from "@/lib/server/collectors/race-limit";
import type { Context } from "@/lib/server/context";
import { COUNTED_MS, shortfallOf } from "./shortfall";
import { tellFeed } from "./tell";

/** One question to the platform waits so long, all of them together a part of the minute until the next run. */
const PATIENCE_MS = 5_000;
const RUN_MS = 40_000;

export interface MoneyUpdated {
  updated: number;
  /** Nothing can be told of them: no income stands behind, or nothing answered. */
  without: number;
}

/**
 * Money at risk of every open alert, and the last value of those that were resolved meanwhile, which then stays. One
 * question for alerts of the same income and minute. Nothing of this moves an alert's version.
 */
export async function updateMoney(ctx: Context): Promise<MoneyUpdated> {
  const now = ctx.now();
  const due = (await listMoneyDue(ctx.db, now)).filter((alert) => !isCounted(alert));
  const values = new Map<number, MoneyAtRisk>();
  const asked = new Map<string, Shortfall | null>();
  for (const alert of due) {
    if (ctx.now() > addMs(now, RUN_MS)) break;
    const to = alert.resolvedAt ?? now;
    const key = keyOf(alert, to);
    const found = asked.has(key) ? (asked.get(key) ?? null) : await ask(ctx, alert, to);
    asked.set(key, found);
    if (found === null) continue;
    const { amount, ...rest } = found;
    values.set(alert.id, { ...rest, total: amount, at: to.toISOString() });
  }
  const before = new Map(due.map((alert) => [alert.id, alert.money]));
  await ctx.unit(async (unit) => {
    for (const alert of await writeMoney(unit.db, values)) {
      if (isMoved(before.get(alert.id) ?? null, alert.money)) tellFeed(unit, alert, "alert/money");
    }
  });
  return { updated: values.size, without: due.length - values.size };
}

/** Its first day is over and its last value holds all of it. */
function isCounted({ money, triggeredAt }: Alert): boolean {
  return money !== null && new Date(money.at) >= addMs(triggeredAt, COUNTED_MS);
}

/** From the minute it was raised in on: those of a storm share one question. */
function fromOf({ triggeredAt }: Alert): Date {
  return floorTo(triggeredAt, MINUTE_MS);
}

function keyOf(alert: Alert, to: Date): string {
  const asked = moneyKindOf(alert.metric, alert.labels);
  return [asked.kind, fingerprint(alert.labels), fromOf(alert).getTime(), to.getTime()].join(" ");
}

async function ask(ctx: Context, alert: Alert, to: Date): Promise<Shortfall | null> {
  const { metric, labels } = alert;
  try {
    const asked = await raceLimit(() => shortfallOf(ctx, { metric, labels, from: fromOf(alert), to }), PATIENCE_MS);
    return asked.kind === "late" ? null : asked.result;
  } catch (error) {
    ctx.log.warn({ reason: describeFailure(error).word, alert: alert.id }, "an alert's money at risk is not known");
    return null;
  }
}

function isMoved(before: MoneyAtRisk | null, after: MoneyAtRisk | null): boolean {
  return before?.total !== after?.total || before?.perMinute !== after?.perMinute;
}

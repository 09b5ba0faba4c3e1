import "server-only";
import type { BackTest } from "@/db/queries/back-tests";
import type { Checkpoint } from "@/lib/replay/checkpoint";
import type { FoundAlert } from "@/lib/replay/findings";
import { notesOf } from "@/lib/replay/notes-of";
import type { BackTestResult } from "@/lib/replay/schema";
import { type Money, summarise } from "@/lib/replay/summarise";
import type { Context } from "@/lib/server/context";
import { isFailedQuery } from "@/lib/server/describe-fault";
import { reporting } from "@/lib/server/reporting";
import { shortfallOf } from "@/lib/server/services/alerts/shortfall";
import type { Run } from "./run";

/** The newest alerts that are priced: each asks the platform for several weeks. */
const PRICED = 50;
const NO_PRICE = "What money was at stake could not be told: the platform's rows could not be read.";

/** The result of a run that is at its end. */
export async function conclude(ctx: Context, job: BackTest, run: Run): Promise<BackTestResult> {
  run.finish();
  const done = run.checkpoint();
  const { rule, series } = run.subject;
  const { zone } = reporting();
  const priced = await priceAlerts(ctx, rule.metric, done);
  const notes = notesOf({
    condition: rule.condition,
    days: job.days,
    from: done.findings.samples === 0 && done.from >= done.to ? null : done.from,
    to: done.to,
    thinned: done.thinned,
    fired: done.findings.fired,
    isAnybodyTold: Object.keys(done.findings.pages).length > 0,
    zone,
  });
  return summarise({
    span: { from: new Date(done.from), to: new Date(done.to) },
    found: done.findings,
    marked: run.marked,
    money: priced.money,
    series: series.length,
    durationMs: done.durationMs,
    notes: [...notes, ...priced.notes],
    zone,
  });
}

/** In the order of the alerts found; null for those older than the newest fifty. */
async function priceAlerts(
  ctx: Context,
  metric: string,
  { findings: { alerts }, to }: Checkpoint,
): Promise<{ money: Money[]; notes: string[] }> {
  const money: Money[] = [];
  try {
    for (const [index, alert] of alerts.entries())
      money.push(index < alerts.length - PRICED ? null : await priceOf(ctx, metric, { alert, to }));
    return { money, notes: [] };
  } catch (error) {
    if (!isFailedQuery(error)) throw error;
    ctx.log.warn({ err: error }, "a back-test's alerts could not be priced");
    return { money, notes: [NO_PRICE] };
  }
}

async function priceOf(ctx: Context, metric: string, { alert, to }: { alert: FoundAlert; to: number }): Promise<Money> {
  const span = { from: new Date(alert.from), to: new Date(alert.to ?? to) };
  const shortfall = await shortfallOf(ctx, { metric, labels: alert.labels, ...span });
  if (shortfall === null) return null;
  const { amount, currency, confidence } = shortfall;
  return { amount, currency, confidence };
}

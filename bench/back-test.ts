import { sql } from "drizzle-orm";
import { ensureSamplePartitions } from "@/db/partitions";
import { findBackTest } from "@/db/queries/back-tests";
import { addMs, DAY_MS, floorTo, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { BackTestBody } from "@/lib/replay/requests";
import { type Context, createContext, scopeOf } from "@/lib/server/context";
import { createLogger } from "@/lib/server/log";
import { advanceBackTest } from "@/lib/server/services/back-tests/advance";
import { requestBackTest } from "@/lib/server/services/back-tests/request";
import { openOwnDatabase } from "./own-database";

const DAYS = 30;
const INTERVAL_MS = 4 * SECOND_MS;
const METRIC = "bench_error_rate";
const ALONE = { comparison_operator: ">", threshold_value: 5, severity: "critical", duration_seconds: 60 } as const;
/** Rules of three costs: the sample alone, the mean of ten minutes, and the 99th percentile of ten minutes. */
const CONDITIONS = {
  "last value": { kind: "threshold" },
  "10 min average": { kind: "threshold", aggregate: "avg", window_seconds: 600 },
  "10 min p99": { kind: "threshold", aggregate: "p99", window_seconds: 600 },
} as const;

/** How long 30 days of one series at a sample each 4 s take on the embedded database, and what others wait meanwhile. */
export async function benchBackTest(): Promise<void> {
  console.log(`back-test: ${DAYS} days of one series, a sample each ${INTERVAL_MS / SECOND_MS} s, embedded database`);
  const database = await openOwnDatabase();
  try {
    const to = floorTo(new Date(), MINUTE_MS);
    const ctx = createContext({
      db: database.db,
      actor: { kind: "system", name: "bench" },
      scope: scopeOf("all"),
      log: createLogger({ level: "silent" }),
      now: () => to,
    });
    await fill(ctx, to);
    for (const [name, condition] of Object.entries(CONDITIONS)) console.log(await measure(ctx, name, condition));
  } finally {
    await database.close();
  }
}

async function measure(ctx: Context, name: string, condition: Record<string, unknown>): Promise<string> {
  const rule = { ...ALONE, rule_name: "bench", metric_name: METRIC, condition };
  const { id } = await requestBackTest(ctx, BackTestBody.parse({ rule, days: DAYS }));
  const lateness = watchLateness();
  const begun = performance.now();
  while (!(await advanceBackTest(ctx, { id })).isOver);
  const tookMs = performance.now() - begun;
  const slowest = lateness.stop();
  const result = (await findBackTest(ctx.db, ctx.scope, id))?.result;
  const rate = Math.round((result?.samples ?? 0) / (tookMs / 1000));
  const figures = [
    `${(tookMs / 1000).toFixed(1)} s for ${result?.samples} samples`,
    `${rate} samples/s`,
    `${result?.fired} alerts`,
    `others waited ${slowest.toFixed(0)} ms at most`,
  ];
  return `  ${name}: ${figures.join(", ")}`;
}

/** How late a timer of 20 ms comes: what a collection would wait for its turn. */
function watchLateness(): { stop: () => number } {
  const everyMs = 20;
  let slowest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const at = performance.now();
    slowest = Math.max(slowest, at - last - everyMs);
    last = at;
  }, everyMs);
  return {
    stop() {
      clearInterval(timer);
      return slowest;
    },
  };
}

/** A quiet series with a breach of five minutes every six hours. */
async function fill({ db }: Context, to: Date): Promise<void> {
  const from = addMs(to, -DAYS * DAY_MS);
  await ensureSamplePartitions(db, { from, to });
  await db.execute(
    sql`insert into metric_series (id, metric, labels, fingerprint, newest_at) values (1, ${METRIC}, '{}', '{}', ${to.toISOString()})`,
  );
  for (let day = from; day < to; day = addMs(day, DAY_MS))
    await db.execute(sql`insert into metric_samples (series_id, at, value)
      select 1, at, case when extract(epoch from at)::bigint % 21600 < 300 then 9 else 1 + random() end
      from generate_series(${day.toISOString()}::timestamptz, ${addMs(day, DAY_MS - 1).toISOString()}::timestamptz, interval '4 seconds') at`);
}

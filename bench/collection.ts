import { sql } from "drizzle-orm";
import { addMs, floorTo, SECOND_MS } from "@/lib/kernel/time";
import { createContext, scopeOf } from "@/lib/server/context";
import { createLogger } from "@/lib/server/log";
import { collectMetrics } from "@/lib/server/services/metrics/collect";
import { type OwnDatabase, openOwnDatabase } from "./own-database";

const INTERVAL_MS = 4 * SECOND_MS;
const TICKS = 15;
/** C10: what watching may cost, % of one core at 100 transactions a second. */
const LIMIT_PERCENT = 2;
/** The simulator's default, and what C10 names. */
const RATES = [5, 100];

/** What one collection costs on the embedded database with an hour of rows, as a share of one core. */
export async function benchCollection(): Promise<void> {
  console.log(`collection: one each ${INTERVAL_MS / SECOND_MS} s, embedded database, an hour of rows`);
  for (const rate of RATES) {
    const database = await openOwnDatabase();
    try {
      await fill(database, rate);
      console.log(await measure(database, rate));
    } finally {
      await database.close();
    }
  }
}

async function measure(database: OwnDatabase, rate: number): Promise<string> {
  const start = floorTo(new Date(), INTERVAL_MS);
  let at = start;
  const ctx = createContext({
    db: database.db,
    actor: { kind: "system", name: "bench" },
    scope: scopeOf("all"),
    log: createLogger({ level: "silent" }),
    now: () => at,
  });
  // The first makes the series, and finds nothing in any cache.
  await collectMetrics(ctx, { at, limitMs: 60 * SECOND_MS });
  const [own, theirs] = [process.cpuUsage(), database.cpuMs()];
  const took: number[] = [];
  for (let tick = 1; tick <= TICKS; tick += 1) {
    at = addMs(start, tick * INTERVAL_MS);
    const begun = performance.now();
    await collectMetrics(ctx, { at, limitMs: 60 * SECOND_MS });
    took.push(performance.now() - begun);
  }
  const used = process.cpuUsage(own);
  const shareOf = (ms: number) => ((ms / (TICKS * INTERVAL_MS)) * 100).toFixed(2);
  const console = shareOf((used.user + used.system) / 1000);
  const stored = theirs === null ? "unknown" : shareOf((database.cpuMs() ?? 0) - theirs);
  const sorted = took.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(TICKS / 2)]?.toFixed(0);
  return `  ${rate} transactions/s: ${median} ms a collection (slowest ${sorted.at(-1)?.toFixed(0)}); share of one core: console ${console} % (limit ${LIMIT_PERCENT}), database ${stored} %`;
}

/** An hour of a platform at a rate: transactions, a fifth of that in payments, half in rounds, timings as many. */
async function fill({ db }: OwnDatabase, rate: number): Promise<void> {
  const rows = rate * 3600;
  const spread = sql.raw(`now() - (n::float8 / ${rows}) * interval '1 hour'`);
  const brand = sql.raw("(array['aurora','kingfisher','lucky-harbour'])[1 + n % 3]");
  await db.execute(
    sql`insert into demo.players (id, brand, last_active_at) select 'p' || n, ${brand}, now() from generate_series(1, 5000) n`,
  );
  await db.execute(sql`insert into demo.transactions (id, brand, player_id, type, amount, currency, status, created_at, updated_at)
    select 't' || n, ${brand}, 'p' || (n % 5000), 'bet', 5, 'EUR', case when n % 100 = 0 then 'failed' else 'completed' end, ${spread}, ${spread}
    from generate_series(1, ${rows}) n`);
  await db.execute(sql`insert into demo.payments (id, brand, player_id, provider, method, direction, amount, currency, status, created_at, updated_at)
    select 'y' || n, ${brand}, 'p' || (n % 5000), 'ecpay', 'card', 'deposit', 25, 'EUR', 'completed', ${spread}, ${spread}
    from generate_series(1, ${rows}, 5) n`);
  await db.execute(sql`insert into demo.game_rounds (id, brand, game_id, player_id, stake, payout, currency, status, ended_at, created_at, updated_at)
    select 'r' || n, ${brand}, 'g1', 'p' || (n % 5000), 5, 4.8, 'EUR', 'settled', ${spread}, ${spread}, ${spread}
    from generate_series(1, ${rows}, 2) n`);
  await db.execute(sql`insert into demo.performance_metrics (id, brand, endpoint, method, duration_ms, status_code, created_at, updated_at)
    select 'm' || n, ${brand}, '/wallet', 'GET', n % 250, 200, ${spread}, ${spread} from generate_series(1, ${rows}) n`);
  await db.execute(sql`analyze`);
}

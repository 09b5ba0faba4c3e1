import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { readHops } from "@/db/queries/delivery-hops";
import { addMs, HOUR_MS, SECOND_MS } from "@/lib/kernel/time";
import { GOALS, HOPS, type Percentiles } from "@/lib/notifications/hops";
import { createContext, scopeOf } from "@/lib/server/context";
import { createLogger } from "@/lib/server/log";
import { startTelling } from "./delivery-engine";
import { breach, furnish } from "./delivery-world";
import { type OwnDatabase, openOwnDatabase } from "./own-database";

const ALERTS = 1_000;
const SECONDS = 60;
const PATIENCE_MS = 240 * SECOND_MS;
const Ports = z.object({ http: z.number(), smtp: z.number() });

/**
 * 1,000 alerts in a minute from the breach to the providers' acceptance: the rules, the executor and the channels as they are,
 * over an embedded database and providers on loopback. Told one by one, since groups would tell a handful of messages.
 */
export async function benchDelivery(): Promise<void> {
  const providers = fork("bench/delivery-providers.ts", { execArgv: ["--conditions=react-server", "--import", "tsx"] });
  const [ports] = await once(providers, "message");
  const database = await openOwnDatabase();
  try {
    useProviders(Ports.parse(ports), database.folder);
    await furnish(database);
    const engine = await startTelling();
    console.log(
      `delivery: ${ALERTS} alerts in ${SECONDS} s, embedded database and executor, providers on loopback; goals p95 ${GOALS.p95 / 1000} s, p99 ${GOALS.p99 / 1000} s`,
    );
    const startedAt = new Date();
    await raiseAll(database);
    const drainedMs = await settle(database);
    await engine.stop();
    await report(database, startedAt, drainedMs);
    console.log(`  providers took: ${await countsOf(providers)}`);
  } finally {
    providers.kill();
    await database.close();
  }
}

/** Before anything reads the environment. */
function useProviders({ http, smtp }: z.infer<typeof Ports>, folder: string): void {
  const base = `http://127.0.0.1:${http}`;
  Object.assign(process.env, {
    DATA_DIR: folder,
    LOG_LEVEL: "silent",
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(smtp),
    EMAIL_FROM: "pitboss@x.test",
    SLACK_WEBHOOK_URL: `${base}/slack`,
    PAGERDUTY_ROUTING_KEY: "a".repeat(32),
    PAGERDUTY_EVENTS_URL: `${base}/v2/enqueue`,
    WEBHOOK_URL: `${base}/webhook`,
    WEBHOOK_SECRET: "bench-secret-of-32-characters-ok",
    WEBHOOK_ALLOW_PRIVATE: "true",
    TWILIO_ACCOUNT_SID: "AC1",
    TWILIO_AUTH_TOKEN: "secret",
    TWILIO_FROM: "+15005550006",
    TWILIO_API_URL: base,
  });
}

function contextOver({ db }: OwnDatabase) {
  return createContext({
    db,
    actor: { kind: "system", name: "bench" },
    scope: scopeOf("all"),
    log: createLogger({ level: "silent" }),
  });
}

/** Each second its share, as a collection would see it. */
async function raiseAll(database: OwnDatabase): Promise<void> {
  const begun = Date.now();
  for (let second = 0; second < SECONDS; second += 1) {
    const from = Math.floor((second * ALERTS) / SECONDS);
    const to = Math.floor(((second + 1) * ALERTS) / SECONDS);
    await delay(Math.max(0, begun + second * SECOND_MS - Date.now()));
    await breach(contextOver(database), { from, to });
  }
}

/** Waits until nothing is on its way any more but what a decision holds. */
async function settle({ db }: OwnDatabase): Promise<number> {
  const begun = Date.now();
  while (Date.now() - begun < PATIENCE_MS) {
    const { rows } = await db.execute(sql`select
      (select count(*) from alerts a where not exists (select 1 from notifications n where n.alert_id = a.id))
      + (select count(*) from notifications where status in ('queued', 'sending') or (status = 'held' and due_at <= now()))
      + (select count(*) from outbox where sent_at is null) as left`);
    if (Number(rows[0]?.left) === 0) break;
    await delay(SECOND_MS);
  }
  return Date.now() - begun;
}

async function report(database: OwnDatabase, startedAt: Date, drainedMs: number): Promise<void> {
  const during = { from: startedAt, to: addMs(startedAt, HOUR_MS) };
  for (const { channel, messages, hops } of await readHops(database.db, scopeOf("all"), during)) {
    console.log(`  ${(channel ?? "all").padEnd(9)} ${String(messages).padStart(5)} rows: ${wordsOf(hops.whole)}`);
    if (channel === null) for (const hop of HOPS) if (hop !== "whole") console.log(`    ${hop}: ${wordsOf(hops[hop])}`);
  }
  const { rows } = await database.db.execute(sql`select status, count(*)::int as rows,
    (count(*) filter (where next_attempt_at <= now()))::int as late from notifications group by status order by status`);
  console.log(
    `  outcomes: ${rows.map((row) => `${row.status} ${row.rows}`).join(", ")}; still on the way after ${(drainedMs / 1000).toFixed(0)} s: ${rows.reduce((sum, row) => sum + Number(row.late), 0)}`,
  );
  const unplanned = await database.db.execute(
    sql`select count(*)::int as n from alerts a where not exists (select 1 from notifications n where n.alert_id = a.id)`,
  );
  const messages = await database.db.execute(sql`select count(*)::int as n from delivery_attempts`);
  console.log(`  messages: ${messages.rows[0]?.n}; alerts without a decision (lost): ${unplanned.rows[0]?.n}`);
}

function wordsOf({ p50, p95, p99 }: Percentiles): string {
  const seconds = (ms: number | null) => (ms === null ? "–" : `${(ms / 1000).toFixed(2)} s`);
  return `p50 ${seconds(p50)}, p95 ${seconds(p95)}, p99 ${seconds(p99)}`;
}

async function countsOf(providers: ChildProcess): Promise<string> {
  providers.send("counts");
  const [counts] = await once(providers, "message");
  return Object.entries(z.record(z.string(), z.number()).parse(counts))
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

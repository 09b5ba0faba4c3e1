import { sql } from "drizzle-orm";
import { toRuleRow } from "@/db/queries/rules";
import { alertRules } from "@/db/schema";
import { fingerprint } from "@/lib/kernel/labels";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { createContext, scopeOf } from "@/lib/server/context";
import { createLogger } from "@/lib/server/log";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { openOwnDatabase } from "./own-database";
import { manyRules, manySeries, sampleOf } from "./rules-world";

const PASSES = 3;
const BATCH = 1_000;

/** The same pass as the console makes it: rules and states read from the embedded database, states and alerts written to it. */
async function benchStoredPass(): Promise<string> {
  const { db, close } = await openOwnDatabase();
  try {
    const rows = manyRules().map(toRuleRow);
    for (let start = 0; start < rows.length; start += BATCH)
      await db.insert(alertRules).values(rows.slice(start, start + BATCH));
    const series = manySeries();
    for (let start = 0; start < series.length; start += BATCH * 10) {
      const batch = series.slice(start, start + BATCH * 10);
      await db.execute(sql`insert into metric_series (id, metric, labels, fingerprint)
        select * from unnest(${sql.param(batch.map(({ id }) => id))}::int[], ${sql.param(batch.map(({ metric }) => metric))}::text[],
          ${sql.param(batch.map(({ labels }) => JSON.stringify(labels)))}::jsonb[], ${sql.param(batch.map(({ labels }) => fingerprint(labels)))}::text[])`);
    }
    const took: number[] = [];
    let peak = 0;
    let now = new Date("2026-11-20T09:00:00Z");
    const ctx = createContext({
      db,
      actor: { kind: "system", name: "bench" },
      scope: scopeOf("all"),
      log: createLogger({ level: "silent" }),
      now: () => now,
    });
    for (let pass = 0; pass < PASSES; pass += 1) {
      now = addMs(now, MINUTE_MS);
      const samples = series.map((one) => ({ series: one, at: now, value: sampleOf(one.id, pass) }));
      const begun = performance.now();
      await evaluateRules(ctx, { at: now, samples });
      took.push(performance.now() - begun);
      peak = Math.max(peak, process.memoryUsage.rss() / 1e6);
    }
    const times = took.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(", ");
    return `  with the embedded database: ${times} a pass (the first makes every state), ${peak.toFixed(0)} MB in all`;
  } finally {
    await close();
  }
}

console.log(await benchStoredPass());

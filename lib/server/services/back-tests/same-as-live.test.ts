import { asc } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRule, toRuleRow } from "@/db/queries/rules";
import { alertRules, alerts, alertTimeline } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { aRule } from "@/lib/fixtures";
import { addMs, DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Sample } from "@/lib/metrics/schema";
import { Replay, ReplayState } from "@/lib/replay/replay";
import { AGGREGATES, type Condition, type Rule } from "@/lib/rules/schema";
import { recordSamples } from "@/lib/server/services/metrics/record";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { sweepRules } from "@/lib/server/services/rules/sweep";
import { findSubject } from "./find-subject";
import { ChunkLoader } from "./load-chunk";

const METRIC = "payment_failure_rate";
const BASIS = "payment_count";
const START = new Date("2026-11-20T10:00:00Z");
const PROVIDERS = ["ecpay", "nordpay", "zelta"];

let database: TestDatabase;
let now = START;

beforeAll(async () => {
  database = await testDatabase();
  await database.ensurePartitions({ from: addMs(START, -DAY_MS), to: addMs(START, DAY_MS) });
});
afterAll(() => database.close());

/** What both ways of judging must agree on. */
interface Raised {
  labels: string;
  from: string;
  to: string | null;
  path: string[];
  capUntil: string | null;
}

const seconds = (...of: number[]) => fc.constantFrom(...of).map((count) => count * SECOND_MS);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Condition>({ kind: "threshold", aggregate: "last", windowMs: 0 }) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        kind: fc.constant("threshold" as const),
        aggregate: fc.constantFrom(...AGGREGATES),
        windowMs: seconds(120, 300, 600),
      },
      { noNullPrototype: true },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        kind: fc.constant("change" as const),
        periodMs: seconds(60, 300, 1200),
        measure: fc.constantFrom("percent" as const, "difference" as const),
      },
      { noNullPrototype: true },
    ),
  },
  { weight: 1, arbitrary: fc.constant<Condition>({ kind: "absent" }) },
);

const LEVELS = fc.constantFrom<Rule["levels"]>(
  [{ severity: "critical", threshold: 5, recovery: null, durationMs: null }],
  [{ severity: "warning", threshold: 5, recovery: 3, durationMs: null }],
  [
    { severity: "warning", threshold: 3, recovery: 2, durationMs: null },
    { severity: "critical", threshold: 6, recovery: 5, durationMs: 0 },
    { severity: "emergency", threshold: 8, recovery: null, durationMs: 60_000 },
  ],
);

const rules: fc.Arbitrary<Rule> = fc
  .record(
    {
      condition,
      levels: LEVELS,
      durationMs: seconds(0, 0, 30, 120),
      holdMs: seconds(0, 60, 120),
      cooldownMs: fc.integer({ min: 0, max: 15 }).map((minutes) => minutes * MINUTE_MS),
      maxAlertsPerHour: fc.integer({ min: 1, max: 3 }),
      windows: fc.constantFrom(null, null, { least: 2, of: 3 }),
      minimumSample: fc.constantFrom(null, null, 4),
      noData: fc.constantFrom("keep" as const, "resolve" as const),
      latenessMs: seconds(0, 0, 45, 400, 400),
      matchers: fc.constantFrom<Rule["matchers"]>([], [{ label: "provider", operator: "!=", value: "nordpay" }]),
      class: fc.constantFrom("ordinary" as const, "ordinary" as const, "player_safety" as const),
    },
    { noNullPrototype: true },
  )
  .map((changes) => aRule({ name: "tested", metric: METRIC, labels: { provider: "*" }, ...changes }));

/** One stretch of samples of each provider; a step of minutes is a gap. */
const stream = fc.array(
  fc.record({
    provider: fc.constantFrom(...PROVIDERS),
    stepMs: seconds(0, 4, 15, 30, 30, 60, 180),
    value: fc.integer({ min: 0, max: 10 }),
    events: fc.integer({ min: 0, max: 10 }),
    /** Whether the collection ends here, and what then judges it. */
    closes: fc.constantFrom("on" as const, "on" as const, "evaluate" as const, "sweep" as const),
  }),
  { minLength: 10, maxLength: 70 },
);

type Event = { sample: Sample; basis: Sample; closes: "on" | "evaluate" | "sweep" };

function eventsOf(
  steps: readonly { provider: string; stepMs: number; value: number; events: number; closes: Event["closes"] }[],
) {
  let at = START;
  const seen = new Set<string>();
  return steps.flatMap(({ provider, stepMs, value, events, closes }): Event[] => {
    at = addMs(at, stepMs);
    if (seen.has(`${provider} ${at.getTime()}`)) return [];
    seen.add(`${provider} ${at.getTime()}`);
    const labels = { provider };
    return [
      { sample: { metric: METRIC, labels, at, value }, basis: { metric: BASIS, labels, at, value: events }, closes },
    ];
  });
}

/** Records and judges as the house does: in batches, some by the sweep, which comes with every minute. */
async function live(rule: Rule, events: readonly Event[], to: Date): Promise<Raised[]> {
  await database.reset();
  await database.db.insert(alertRules).values(toRuleRow(rule));
  const ctx = database.context({ now: () => now });
  let batch: Event[] = [];
  const flush = async (by: "evaluate" | "sweep") => {
    if (batch.length === 0) return;
    const samples = batch.map(({ sample }) => sample);
    await recordSamples(ctx, { samples: batch.map(({ basis }) => basis) });
    const recorded = await recordSamples(ctx, { samples });
    batch = [];
    if (by === "evaluate") await evaluateRules(ctx, { at: now, samples: recorded });
    else if (!asksSilence(rule)) await sweepRules(ctx);
  };
  let minute = START;
  for (const [index, event] of [...events, null].entries()) {
    const until = event?.sample.at ?? to;
    for (; minute < until; minute = addMs(minute, MINUTE_MS)) {
      now = minute;
      await flush(rule.latenessMs === 0 ? "evaluate" : "sweep");
      if (asksSilence(rule) || minute.getTime() % (10 * MINUTE_MS) === 0) await sweepRules(ctx);
    }
    if (event === null) break;
    now = event.sample.at;
    batch.push(event);
    // A collection brings all series of its instant together.
    const isSplit = events[index + 1]?.sample.at.getTime() === now.getTime();
    if (event.closes !== "on" && !isSplit) await flush(asksSilence(rule) ? "evaluate" : event.closes);
  }
  now = to;
  await flush("evaluate");
  if (!asksSilence(rule)) await sweepRules(ctx);
  return raisedLive();
}

/** Silence is looked at by the sweep of each minute, and by no other. */
function asksSilence({ condition: { kind }, noData }: Rule): boolean {
  return kind === "absent" || noData === "resolve";
}

async function raisedLive(): Promise<Raised[]> {
  const rows = await database.db.select().from(alerts).orderBy(asc(alerts.id));
  const lines = await database.db.select().from(alertTimeline).orderBy(asc(alertTimeline.id));
  return rows
    .map((row) => ({
      labels: JSON.stringify(row.labels),
      from: row.triggeredAt.toISOString(),
      to: row.resolvedAt?.toISOString() ?? null,
      path: lines
        .filter(({ alertId, kind }) => alertId === row.id && ["raised", "worsened", "eased"].includes(kind))
        .map(({ kind, details }) => (kind === "raised" ? "raised" : String(details.to))),
      capUntil: row.capUntil?.toISOString() ?? null,
    }))
    .sort(inOrder);
}

/** The same samples, read back and judged by a back-test in chunks of a length. */
async function replayed(to: Date, chunkMs: number): Promise<Raised[]> {
  const ctx = database.context({ now: to });
  const rule = await findRule(database.db, 1);
  if (rule === null) throw new Error("The rule was not kept.");
  const subject = await findSubject(ctx, { rule, brands: null });
  const open = new Map<number, Raised>();
  const found: Raised[] = [];
  let state = new Replay(rule).state();
  let loader = new ChunkLoader(ctx, subject);
  for (let from = START.getTime(), round = 0; from < to.getTime(); from += chunkMs, round += 1) {
    // Now and then as after a restart: the state is read back as JSON, and nothing is in hand.
    if (round % 3 === 2) loader = new ChunkLoader(ctx, subject);
    const replay = new Replay(rule, ReplayState.parse(JSON.parse(JSON.stringify(state))));
    const { chunk } = await loader.load({ from, to: Math.min(from + chunkMs, to.getTime()) });
    for (const { series, at, verdict } of replay.judge(chunk)) {
      const alert = open.get(series.id);
      if (verdict.kind === "raise") {
        const made: Raised = {
          labels: JSON.stringify(series.labels),
          from: new Date(at).toISOString(),
          to: null,
          path: ["raised"],
          capUntil: verdict.capUntil?.toISOString() ?? null,
        };
        open.set(series.id, made);
        found.push(made);
      }
      if (verdict.kind === "worsen" || verdict.kind === "ease") alert?.path.push(verdict.to);
      if (verdict.kind === "resolve" && alert !== undefined) {
        alert.to = new Date(at).toISOString();
        open.delete(series.id);
      }
    }
    state = replay.state();
  }
  return found.sort(inOrder);
}

function inOrder(a: Raised, b: Raised): number {
  return a.from.localeCompare(b.from) || a.labels.localeCompare(b.labels);
}

describe("a back-test", () => {
  it("finds exactly the alerts that live evaluation raised", { timeout: 300_000 }, async () => {
    let raised = 0;
    await fc.assert(
      fc.asyncProperty(rules, stream, seconds(60, 420, 3600), async (rule, steps, chunkMs) => {
        const events = eventsOf(steps);
        const last = events.at(-1)?.sample.at ?? START;
        const end = addMs(last, rule.latenessMs + 10 * MINUTE_MS);
        const to = new Date(Math.ceil(end.getTime() / MINUTE_MS) * MINUTE_MS);
        const expected = await live(rule, events, to);
        raised += expected.length;
        expect(await replayed(to, chunkMs)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
    expect(raised, "alerts over all runs").toBeGreaterThan(10);
  });
});

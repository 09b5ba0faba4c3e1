import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { percentage } from "@/lib/metrics/aggregate";
import { CRITICAL_FRAUD_SCORE, MIN_FINISHED_PAYMENTS } from "@/lib/metrics/catalogue";
import { DEFAULT_RULES, defaultRule } from "@/lib/rules/defaults";
import { judgeSample } from "@/lib/rules/follow";
import { type Rule, type RuleState, UNSEEN } from "@/lib/rules/schema";
import { overseeHour } from "./world/oversight";
import { type ApiTimingRow, noRows, type PaymentRow, type Rows, type World } from "./world/schema";
import { happenSecond, LONGEST_TAIL_MS } from "./world/second";

/** How far apart collections are. */
const TICK_MS = 5 * SECOND_MS;
/** The shipped rules look at the sample alone. */
const NOTHING_BEFORE = { samples: [], basis: [] };

export interface Judged {
  fromMs: number;
  toMs: number;
}

export interface Course {
  /** Rules that raised an alert, each with when it first did. */
  fired: Map<string, Date>;
  /** The highest and lowest value each metric had. */
  extremes: Map<string, { least: number; most: number }>;
}

/**
 * Plays a world over a span and judges it by the default rules, with the collectors' definitions but without a database:
 * for tests. Values are those of the whole platform.
 */
export function judgeWorld(world: World, { fromMs, toMs }: Judged): Course {
  const course: Course = { fired: new Map(), extremes: new Map() };
  const states = new Map<string, RuleState>();
  const watch = new Watch(fromMs - HOUR_MS, toMs);
  for (let ms = fromMs - HOUR_MS; ms < toMs; ms += SECOND_MS) {
    watch.enter(happened(world, ms));
    const at = ms + SECOND_MS;
    if (at < fromMs || at % TICK_MS !== 0) continue;
    for (const [metric, value] of watch.valuesAt(at)) {
      noteExtreme(course, metric, value);
      for (const rule of RULES) {
        if (rule.metric !== metric) continue;
        const following = { rule, history: NOTHING_BEFORE, intervalMs: TICK_MS };
        const sample = { at: new Date(at), value };
        const { state, verdict } = judgeSample(following, states.get(rule.name) ?? UNSEEN, sample, []);
        states.set(rule.name, state);
        if (verdict.kind === "raise" && !course.fired.has(rule.name)) course.fired.set(rule.name, new Date(at));
      }
    }
  }
  return course;
}

const RULES: readonly Rule[] = DEFAULT_RULES.map((rule, index) => ({
  ...defaultRule(rule),
  id: index + 1,
  isDefault: true,
  version: 1,
}));

function happened(world: World, ms: number): Rows {
  const rows = noRows();
  happenSecond(world, ms / SECOND_MS, rows);
  if (ms % HOUR_MS === 0) overseeHour(world, ms / HOUR_MS, rows);
  return rows;
}

function noteExtreme({ extremes }: Course, metric: string, value: number): void {
  const known = extremes.get(metric) ?? { least: value, most: value };
  extremes.set(metric, { least: Math.min(known.least, value), most: Math.max(known.most, value) });
}

const COUNTED = ["done", "failed", "paid", "unpaid", "critical", "hits", "misses"] as const;
type Counted = (typeof COUNTED)[number];

/** What the windows of a collection see, by the second. */
class Watch {
  readonly #fromMs: number;
  readonly #sums: Record<Counted, Float64Array>;
  readonly #hour = zero();
  readonly #fiveMinutes = zero();
  #second = 0;
  #payments: PaymentRow[] = [];
  #timings: ApiTimingRow[] = [];

  constructor(fromMs: number, toMs: number) {
    this.#fromMs = fromMs;
    const seconds = Math.ceil((toMs - fromMs + LONGEST_TAIL_MS) / SECOND_MS) + 3600;
    const array = () => new Float64Array(seconds);
    this.#sums = {
      done: array(),
      failed: array(),
      paid: array(),
      unpaid: array(),
      critical: array(),
      hits: array(),
      misses: array(),
    };
  }

  /** Adds what began in the next second. */
  enter(rows: Rows): void {
    for (const { status, createdMs } of rows.transactions)
      this.#add(status === "failed" ? "failed" : "done", createdMs);
    for (const { status, createdMs } of rows.payments) this.#add(status === "failed" ? "unpaid" : "paid", createdMs);
    for (const { score, createdMs } of rows.fraudFlags)
      if (score > CRITICAL_FRAUD_SCORE) this.#add("critical", createdMs);
    for (const { hits, misses, createdMs } of rows.cacheStats) {
      this.#add("hits", createdMs, hits);
      this.#add("misses", createdMs, misses);
    }
    this.#payments.push(...rows.payments);
    this.#timings.push(...rows.apiTimings);
    this.#move(this.#second);
    this.#second += 1;
  }

  valuesAt(at: number): [string, number][] {
    const hour = (counted: Counted) => this.#hour[counted];
    const fiveMinutes = (counted: Counted) => this.#fiveMinutes[counted];
    const values: [string, number | null][] = [
      ["transaction_error_rate", percentage(hour("failed"), hour("failed") + hour("done"))],
      ["payment_failure_rate", percentage(hour("unpaid"), hour("unpaid") + hour("paid"))],
      ["payment_failure_rate_1m", this.#failureLately(at)],
      ["fraud_critical_count", hour("critical")],
      ["api_latency_p99", this.#latency(at)],
      ["cache_hit_rate", percentage(fiveMinutes("hits"), fiveMinutes("hits") + fiveMinutes("misses"))],
    ];
    return values.flatMap(([metric, value]) => (value === null ? [] : [[metric, value]]));
  }

  #failureLately(at: number): number | null {
    this.#payments = this.#payments.filter(({ createdMs }) => createdMs >= at - MINUTE_MS);
    const finished = this.#payments.filter(({ createdMs, finishedMs }) => createdMs < at && finishedMs <= at);
    if (finished.length < MIN_FINISHED_PAYMENTS) return null;
    return percentage(finished.filter(({ status }) => status === "failed").length, finished.length);
  }

  #latency(at: number): number | null {
    this.#timings = this.#timings.filter(({ createdMs }) => createdMs >= at - 5 * MINUTE_MS);
    const sorted = this.#timings.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
    return sorted[Math.floor(0.99 * (sorted.length - 1))] ?? null;
  }

  #add(counted: Counted, ms: number, value = 1): void {
    const second = Math.floor((ms - this.#fromMs) / SECOND_MS);
    const array = this.#sums[counted];
    array[second] = (array[second] ?? 0) + value;
  }

  /** Takes a second into the windows and lets go of those that left them. */
  #move(second: number): void {
    for (const counted of COUNTED) {
      const array = this.#sums[counted];
      this.#hour[counted] += (array[second] ?? 0) - (array[second - 3600] ?? 0);
      this.#fiveMinutes[counted] += (array[second] ?? 0) - (array[second - 300] ?? 0);
    }
  }
}

function zero(): Record<Counted, number> {
  return { done: 0, failed: 0, paid: 0, unpaid: 0, critical: 0, hits: 0, misses: 0 };
}

import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { mean, percentage } from "@/lib/metrics/aggregate";
import { CRITICAL_FRAUD_SCORE, definitionOf, MIN_FINISHED_PAYMENTS } from "@/lib/metrics/catalogue";
import { defaultRule } from "@/lib/rules/default-rule";
import { DEFAULT_RULES } from "@/lib/rules/defaults";
import { judgeSample } from "@/lib/rules/follow";
import type { Point } from "@/lib/rules/reading";
import { type Rule, type RuleState, UNSEEN } from "@/lib/rules/schema";
import { overseeHour } from "./world/oversight";
import { type ApiTimingRow, noRows, type PaymentRow, type Rows, type World } from "./world/schema";
import { happenSecond, LONGEST_TAIL_MS } from "./world/second";

/** How far apart collections are. */
const TICK_MS = 5 * SECOND_MS;
/** The furthest a shipped rule looks back. */
const LONGEST_LOOK_MS = HOUR_MS + 2 * MINUTE_MS;

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
  const past = new Map<string, Point[]>();
  for (let ms = fromMs - HOUR_MS; ms < toMs; ms += SECOND_MS) {
    watch.enter(happened(world, ms));
    const at = ms + SECOND_MS;
    if (at < fromMs || at % TICK_MS !== 0) continue;
    const values = watch.valuesAt(at);
    for (const [metric, value] of values) remember(past, metric, { at, value });
    for (const [metric, value] of values) {
      noteExtreme(course, metric, value);
      for (const rule of RULES) {
        if (rule.metric !== metric) continue;
        const basis = past.get(definitionOf(metric)?.basis ?? "") ?? [];
        const following = { rule, history: { samples: past.get(metric) ?? [], basis }, intervalMs: TICK_MS };
        const sample = { at: new Date(at), value };
        const { state, verdict } = judgeSample(following, states.get(rule.name) ?? UNSEEN, sample, []);
        states.set(rule.name, state);
        if (verdict.kind === "raise" && !course.fired.has(rule.name)) course.fired.set(rule.name, new Date(at));
      }
    }
  }
  return course;
}

/** Silence is not judged: in a world that is played there is none. */
const RULES: readonly Rule[] = DEFAULT_RULES.map((rule, index) => ({
  ...defaultRule(rule),
  id: index + 1,
  isDefault: true,
  version: 1,
})).filter(({ isActive, condition }) => isActive && condition.kind !== "absent");

function remember(past: Map<string, Point[]>, metric: string, point: Point): void {
  const points = past.get(metric) ?? [];
  points.push(point);
  const first = points[0];
  if (first !== undefined && first.at < point.at - LONGEST_LOOK_MS) points.shift();
  past.set(metric, points);
}

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

const COUNTED = [
  "done",
  "failed",
  "paid",
  "unpaid",
  "critical",
  "hits",
  "misses",
  "requests",
  "requestsFailed",
  "requestMs",
  "errorsCritical",
  "authentication_failure",
  "rate_limit_violation",
  "large_data_export",
  "brand_isolation_violation",
  "excludedBets",
] as const;
type Counted = (typeof COUNTED)[number];

/** What the windows of a collection see, by the second. */
class Watch {
  readonly #fromMs: number;
  readonly #sums: Record<Counted, Float64Array>;
  readonly #day = forEach(() => 0);
  readonly #hour = forEach(() => 0);
  readonly #fiveMinutes = forEach(() => 0);
  /** Until when each player has shut himself out. */
  readonly #excluded = new Map<string, number>();
  #second = 0;
  #payments: PaymentRow[] = [];
  #timings: ApiTimingRow[] = [];

  constructor(fromMs: number, toMs: number) {
    this.#fromMs = fromMs;
    const seconds = Math.ceil((toMs - fromMs + LONGEST_TAIL_MS) / SECOND_MS) + 3600;
    this.#sums = forEach(() => new Float64Array(seconds));
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
    for (const { durationMs, statusCode, createdMs } of rows.apiTimings) {
      this.#add("requests", createdMs);
      this.#add("requestMs", createdMs, durationMs);
      if (statusCode >= 500) this.#add("requestsFailed", createdMs);
    }
    for (const { severity, type, createdMs } of rows.errorLogs) {
      if (severity === "critical") this.#add("errorsCritical", createdMs);
      if (isCounted(type)) this.#add(type, createdMs);
    }
    this.#guard(rows);
    this.#payments.push(...rows.payments);
    this.#timings.push(...rows.apiTimings);
    this.#move(this.#second);
    this.#second += 1;
  }

  valuesAt(at: number): [string, number][] {
    const hour = (counted: Counted) => this.#hour[counted];
    const fiveMinutes = (counted: Counted) => this.#fiveMinutes[counted];
    const failed = (sums: Record<Counted, number>) => sums.failed + sums.unpaid;
    const finished = (sums: Record<Counted, number>) => failed(sums) + sums.done + sums.paid;
    const values: [string, number | null][] = [
      ["transaction_error_rate", percentage(hour("failed"), hour("failed") + hour("done"))],
      ["payment_failure_rate", percentage(hour("unpaid"), hour("unpaid") + hour("paid"))],
      ["payment_failure_rate_1m", this.#failureLately(at)],
      ["fraud_critical_count", hour("critical")],
      ["api_latency_p99", this.#latency(at)],
      ["cache_hit_rate", percentage(fiveMinutes("hits"), fiveMinutes("hits") + fiveMinutes("misses"))],
      ["transaction_count", hour("done") + hour("failed")],
      ["operation_success_rate", percentage(finished(this.#hour) - failed(this.#hour), finished(this.#hour))],
      ["operation_count_24h", finished(this.#day)],
      ["operation_error_rate_24h", percentage(failed(this.#day), finished(this.#day))],
      ["api_request_count", fiveMinutes("requests")],
      ["api_error_rate", percentage(fiveMinutes("requestsFailed"), fiveMinutes("requests"))],
      ["api_response_time_avg", mean(hour("requestMs"), hour("requests"))],
      ["critical_error_count", fiveMinutes("errorsCritical")],
      ["authentication_failure_count", hour("authentication_failure")],
      ["rate_limit_violation_count", hour("rate_limit_violation")],
      ["large_data_export_count", hour("large_data_export")],
      ["brand_isolation_violation_count", hour("brand_isolation_violation")],
      ["self_exclusion_breach_count", fiveMinutes("excludedBets")],
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

  /** Notes who shuts himself out, and bets of those who have. */
  #guard({ complianceEvents, transactions }: Rows): void {
    for (const { type, playerId, endsMs } of complianceEvents) {
      if (type !== "self_exclusion" && type !== "cooling_off") continue;
      this.#excluded.set(playerId, endsMs ?? Number.POSITIVE_INFINITY);
    }
    for (const { type, status, playerId, createdMs } of transactions) {
      const until = this.#excluded.get(playerId) ?? 0;
      if (type === "bet" && status !== "failed" && createdMs < until) this.#add("excludedBets", createdMs);
    }
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
      this.#day[counted] += (array[second] ?? 0) - (array[second - 86_400] ?? 0);
      this.#hour[counted] += (array[second] ?? 0) - (array[second - 3600] ?? 0);
      this.#fiveMinutes[counted] += (array[second] ?? 0) - (array[second - 300] ?? 0);
    }
  }
}

function isCounted(type: string): type is Counted {
  return COUNTED.some((counted) => counted === type);
}

/** One value for each; the cast holds because the keys are those of the list. */
function forEach<Value>(make: () => Value): Record<Counted, Value> {
  return Object.fromEntries(COUNTED.map((counted) => [counted, make()])) as Record<Counted, Value>;
}

import type { Labels } from "@/lib/kernel/labels";
import { MINUTE_MS } from "@/lib/kernel/time";
import { startOfDay } from "@/lib/kernel/zone";
import { mean, percentage } from "@/lib/metrics/aggregate";
import { type MetricName, MIN_FINISHED_PAYMENTS } from "@/lib/metrics/catalogue";
import { GAMES } from "@/simulator/world/games";
import { playerOf, registeredBy } from "@/simulator/world/players";
import { share } from "@/simulator/world/random";
import type { World } from "@/simulator/world/schema";
import type { Book, Count, Group } from "./book";
import { busyRatio, type Modelled, referenceOf, wobble } from "./fill-past";

/** One series of the history. A tick is a minute since the book began; null where the metric has no value. */
export interface HistorySeries {
  metric: MetricName;
  labels: Labels;
  valueAt(tick: number): number | null;
}

interface Measuring {
  world: World;
  book: Book;
  model: Modelled;
  /** IANA zone whose midnight begins "today". */
  zone: string;
  /** What the database usually takes for a trivial query, ms. */
  databaseLatencyMs: number;
}

const HOUR = 60;
const FIVE_MINUTES = 5;
const DAY = 24 * 60;

type Values = Partial<Record<MetricName, HistorySeries["valueAt"]>>;

/** Every series that the collectors keep, over the whole of the book. Definitions: requirements, section 12. */
export function historySeries(measuring: Measuring): HistorySeries[] {
  const { book } = measuring;
  const brands = [...book.brands].map(([brand, group]) => ({
    labels: { brand },
    values: brandValues(measuring, group, brand),
  }));
  const providers = [...book.providers].map(([provider, group]) => ({
    labels: { provider },
    values: paymentValues(group),
  }));
  const whole = { labels: {}, values: { ...brandValues(measuring, book.whole), ...wholeValues(measuring) } };
  return [whole, ...brands, ...providers].flatMap(({ labels, values }) => seriesOf(values, labels));
}

function seriesOf(values: Values, labels: Labels): HistorySeries[] {
  const list: HistorySeries[] = [];
  let metric: MetricName;
  for (metric in values) {
    const valueAt = values[metric];
    if (valueAt !== undefined) list.push({ metric, labels, valueAt });
  }
  return list;
}

/** What only the platform as a whole has. */
function wholeValues({ world, book, databaseLatencyMs }: Measuring): Values {
  const sums = runningSums(book.whole);
  const hits = sums("cacheHits", FIVE_MINUTES);
  const misses = sums("cacheMisses", FIVE_MINUTES);
  return {
    game_count: () => GAMES.length,
    database_latency: (tick) => databaseLatencyMs * (0.8 + 0.5 * share(world.seed, tick) ** 3),
    cache_hit_rate: (tick) => percentage(hits(tick), hits(tick) + misses(tick)),
    critical_error_count: sums("errorsCritical", FIVE_MINUTES),
    authentication_failure_count: sums("authenticationFailures", HOUR),
    rate_limit_violation_count: sums("rateLimitViolations", HOUR),
    large_data_export_count: sums("largeDataExports", HOUR),
    brand_isolation_violation_count: sums("brandIsolationViolations", HOUR),
    // Who has shut himself out does not play in this world.
    self_exclusion_breach_count: () => 0,
  };
}

function brandValues(measuring: Measuring, group: Group, brand?: string): Values {
  return {
    ...playValues(measuring, group),
    ...fraudValues(group),
    ...paymentValues(group),
    ...userValues(measuring, group, brand),
    ...operationValues(group),
    ...apiValues(measuring, group),
  };
}

function playValues(measuring: Measuring, group: Group): Values {
  const { book, model } = measuring;
  const sums = runningSums(group);
  const completed = sums("transactionsCompleted", HOUR);
  const failed = sums("transactionsFailed", HOUR);
  const players = group.players.totals("hour");
  const countedFrom = model.fullFrom + HOUR;
  return {
    transaction_count: rounded(sums("transactions", HOUR)),
    transaction_error_rate: (tick) => percentage(failed(tick), completed(tick) + failed(tick)),
    transaction_volume: sums("transactionVolume", HOUR),
    active_players: (tick) => {
      if (tick >= countedFrom) return scaledDistinct(measuring, players[tick] ?? 0);
      const reference = referenceOf(tick, countedFrom);
      const scale = busyRatio(book, tick, reference, HOUR) * wobble(book, tick, model);
      return Math.round(scaledDistinct(measuring, players[reference] ?? 0) * scale);
    },
    game_win_rate: ratio(sums("roundsWon", HOUR), sums("roundsSettled", HOUR), percentage),
    game_avg_duration: ratio(sums("roundSeconds", HOUR), sums("roundsEnded", HOUR), mean),
  };
}

function fraudValues(group: Group): Values {
  const sums = runningSums(group);
  return {
    fraud_flags_count: rounded(sums("flags", HOUR)),
    fraud_critical_count: rounded(sums("flagsCritical", HOUR)),
    fraud_avg_score: ratio(sums("flagScore", HOUR), sums("flags", HOUR), mean),
  };
}

function paymentValues(group: Group): Values {
  const sums = runningSums(group);
  const completed = sums("paymentsCompleted", HOUR);
  const failed = sums("paymentsFailed", HOUR);
  const completedLately = sums("paymentsCompleted", 1);
  const failedLately = sums("paymentsFailed", 1);
  return {
    payment_count: rounded(sums("payments", HOUR)),
    payment_failure_rate: (tick) => percentage(failed(tick), completed(tick) + failed(tick)),
    payment_volume: sums("paymentVolume", HOUR),
    payment_failure_rate_1m: (tick) => {
      const finished = completedLately(tick) + failedLately(tick);
      return finished < MIN_FINISHED_PAYMENTS ? null : percentage(failedLately(tick), finished);
    },
  };
}

function operationValues(group: Group): Values {
  const sums = runningSums(group);
  const both = (transactions: Count, payments: Count, length: number): RunningSum => {
    const [one, other] = [sums(transactions, length), sums(payments, length)];
    return (tick) => one(tick) + other(tick);
  };
  const completed = (length: number) => both("transactionsCompleted", "paymentsCompleted", length);
  const failed = (length: number) => both("transactionsFailed", "paymentsFailed", length);
  const share = (part: RunningSum, rest: RunningSum) => ratio(part, (tick) => part(tick) + rest(tick), percentage);
  const [failedOfDay, completedOfDay] = [failed(DAY), completed(DAY)];
  const finishedOfDay: RunningSum = (tick) => failedOfDay(tick) + completedOfDay(tick);
  return {
    operation_success_rate: share(completed(HOUR), failed(HOUR)),
    operation_error_rate_24h: share(failedOfDay, completedOfDay),
    operation_count_24h: rounded(finishedOfDay),
  };
}

function apiValues(measuring: Measuring, group: Group): Values {
  const sums = runningSums(group);
  const requests = sums("requests", FIVE_MINUTES);
  return {
    api_latency_p99: latency(measuring, group),
    api_request_count: rounded(requests),
    api_error_rate: ratio(sums("requestsFailed", FIVE_MINUTES), requests, percentage),
    api_response_time_avg: ratio(sums("requestMs", HOUR), sums("requests", HOUR), mean),
  };
}

function userValues(measuring: Measuring, group: Group, brand?: string): Values {
  const { world, book, model, zone } = measuring;
  const registered = registeredCount(world, brand);
  const active = group.players.totals("day");
  const countedFrom = model.fullFrom + DAY;
  const msOf = (tick: number) => book.fromMs + tick * MINUTE_MS;
  const midnights = new Map<number, number>();
  const registeredAtMidnight = (ms: number) => {
    const hour = Math.floor(ms / (HOUR * MINUTE_MS));
    const known = midnights.get(hour) ?? registered(startOfDay(new Date(ms), zone).getTime());
    midnights.set(hour, known);
    return known;
  };
  return {
    user_total: (tick) => registered(msOf(tick)),
    user_new_today: (tick) => registered(msOf(tick)) - registeredAtMidnight(msOf(tick)),
    user_active: (tick) => {
      if (tick >= countedFrom) return scaledDistinct(measuring, active[tick] ?? 0);
      const ratioOfDays = busyRatio(book, tick, countedFrom, DAY);
      const counted = scaledDistinct(measuring, active[countedFrom] ?? 0);
      return Math.round(counted * Math.sqrt(ratioOfDays) * wobble(book, tick, model));
    },
  };
}

/** Players seen where each row stands for `scale`: who was missed once may be seen the next time, so it grows ever slower. */
function scaledDistinct({ world, book }: Measuring, seen: number): number {
  if (book.scale === 1) return seen;
  const all = registeredBy(world, book.fromMs + book.minutes * MINUTE_MS);
  return Math.round(all * (1 - (1 - seen / all) ** book.scale));
}

/** Players registered before an instant, of one brand or of all. */
function registeredCount(world: World, brand?: string): (ms: number) => number {
  if (brand === undefined) return (ms) => registeredBy(world, ms);
  const counts = [0];
  return (ms) => {
    const total = registeredBy(world, ms);
    for (let number = counts.length - 1; number < total; number += 1) {
      counts.push((counts[number] ?? 0) + (playerOf(world, number).brand.key === brand ? 1 : 0));
    }
    return counts[total] ?? 0;
  };
}

/** The continuous 99th percentile of five minutes, as SQL's `percentile_cont` gives it. */
function latency({ book, model }: Measuring, group: Group): HistorySeries["valueAt"] {
  const countedFrom = model.fullFrom + FIVE_MINUTES;
  const measure = (tick: number) =>
    percentile(group.durations.slice(Math.max(0, tick - FIVE_MINUTES), tick).flat(), 0.99);
  return (tick) => {
    if (tick >= countedFrom) return measure(tick);
    const value = measure(referenceOf(tick, countedFrom));
    return value === null ? null : value * wobble(book, tick, model);
  };
}

function percentile(values: number[], part: number): number | null {
  const sorted = values.sort((a, b) => a - b);
  const position = part * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  return below === undefined || above === undefined
    ? null
    : below + (above - below) * (position - Math.floor(position));
}

type RunningSum = (tick: number) => number;

/** Sums over the minutes `[tick − length, tick)`, by running totals. */
function runningSums(group: Group): (count: Count, length: number) => RunningSum {
  return (count, length) => {
    const source = group.counts[count];
    const running = new Float64Array(source.length + 1);
    source.forEach((value, minute) => {
      running[minute + 1] = (running[minute] ?? 0) + value;
    });
    return (tick) => (running[tick] ?? 0) - (running[Math.max(0, tick - length)] ?? 0);
  };
}

function rounded(sum: RunningSum): RunningSum {
  return (tick) => Math.round(sum(tick));
}

function ratio(
  above: RunningSum,
  below: RunningSum,
  divide: (above: number, below: number) => number | null,
): HistorySeries["valueAt"] {
  return (tick) => {
    const whole = below(tick);
    // Running totals of fractions leave a residue where nothing happened.
    return whole < 1e-6 ? null : divide(above(tick), whole);
  };
}

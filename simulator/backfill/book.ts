import { MINUTE_MS } from "@/lib/kernel/time";
import { CRITICAL_FRAUD_SCORE } from "@/lib/metrics/catalogue";
import type { ApiTimingRow, FraudFlagRow, PaymentRow, RoundRow, Rows, TransactionRow } from "@/simulator/world/schema";
import { DistinctCount } from "./distinct-count";

/** What is counted by minute; every metric is made of these. Money is in the group's currency. */
export const COUNTS = [
  "transactions",
  "transactionsCompleted",
  "transactionsFailed",
  "transactionVolume",
  "roundsSettled",
  "roundsWon",
  "roundsEnded",
  "roundSeconds",
  "payments",
  "paymentsCompleted",
  "paymentsFailed",
  "paymentVolume",
  "flags",
  "flagsCritical",
  "flagScore",
  "cacheHits",
  "cacheMisses",
  "requests",
  "requestsFailed",
  "requestMs",
  "errorsCritical",
  "authenticationFailures",
  "rateLimitViolations",
  "largeDataExports",
  "brandIsolationViolations",
] as const;
export type Count = (typeof COUNTS)[number];

/** What is rare enough to be made in full for all the days, and so is counted rather than modelled. */
export const COUNTED_IN_FULL: readonly Count[] = [
  "flags",
  "flagsCritical",
  "flagScore",
  "errorsCritical",
  "authenticationFailures",
  "rateLimitViolations",
  "largeDataExports",
  "brandIsolationViolations",
];

/** Types of logged errors that have a metric of their own. */
const COUNT_OF_ERROR: Readonly<Record<string, Count>> = {
  authentication_failure: "authenticationFailures",
  rate_limit_violation: "rateLimitViolations",
  large_data_export: "largeDataExports",
  brand_isolation_violation: "brandIsolationViolations",
};

/** Turns an amount in hundredths into units of the reporting currency on the day; null where no rate is known. */
export type Conversion = (cents: number, currency: string, ms: number) => number | null;

interface Span {
  fromMs: number;
  minutes: number;
  /** How many rows each row entered stands for; 1 but where the platform is too busy to count them all. */
  scale: number;
}

/** The counts of one group: the whole platform, one brand, or one payment provider. */
export class Group {
  readonly counts: Record<Count, Float64Array>;
  readonly durations: number[][];
  readonly players: DistinctCount;
  readonly #scale: number;

  constructor({ fromMs, minutes, scale }: Span) {
    this.#scale = scale;
    const array = () => new Float64Array(minutes);
    this.counts = {
      transactions: array(),
      transactionsCompleted: array(),
      transactionsFailed: array(),
      transactionVolume: array(),
      roundsSettled: array(),
      roundsWon: array(),
      roundsEnded: array(),
      roundSeconds: array(),
      payments: array(),
      paymentsCompleted: array(),
      paymentsFailed: array(),
      paymentVolume: array(),
      flags: array(),
      flagsCritical: array(),
      flagScore: array(),
      cacheHits: array(),
      cacheMisses: array(),
      requests: array(),
      requestsFailed: array(),
      requestMs: array(),
      errorsCritical: array(),
      authenticationFailures: array(),
      rateLimitViolations: array(),
      largeDataExports: array(),
      brandIsolationViolations: array(),
    };
    this.durations = Array.from({ length: minutes }, () => []);
    this.players = new DistinctCount({ fromMs, minutes });
  }

  add(count: Count, minute: number, value: number): void {
    const array = this.counts[count];
    const counted = COUNTED_IN_FULL.includes(count) ? value : value * this.#scale;
    if (minute >= 0 && minute < array.length) array[minute] = (array[minute] ?? 0) + counted;
  }
}

/** Which groups a row counts to, and in what money each keeps its volume. */
export class Book {
  readonly fromMs: number;
  readonly minutes: number;
  readonly scale: number;
  readonly whole: Group;
  readonly brands = new Map<string, Group>();
  readonly providers = new Map<string, Group>();
  readonly #convert: Conversion;

  constructor({ fromMs, minutes, scale, convert }: Span & { convert: Conversion }) {
    this.fromMs = fromMs;
    this.scale = scale;
    this.minutes = minutes;
    this.#convert = convert;
    this.whole = new Group(this);
  }

  enter(rows: Rows): void {
    for (const row of rows.transactions) this.#transaction(row);
    for (const row of rows.rounds) this.#round(row);
    for (const row of rows.payments) this.#payment(row);
    for (const row of rows.fraudFlags) this.#flag(row);
    for (const { createdMs, hits, misses } of rows.cacheStats) {
      this.whole.add("cacheHits", this.#minute(createdMs), hits);
      this.whole.add("cacheMisses", this.#minute(createdMs), misses);
    }
    for (const row of rows.apiTimings) this.#timing(row);
    for (const { createdMs, severity, type } of rows.errorLogs) {
      const count = COUNT_OF_ERROR[type];
      if (severity === "critical") this.whole.add("errorsCritical", this.#minute(createdMs), 1);
      if (count !== undefined) this.whole.add(count, this.#minute(createdMs), 1);
    }
  }

  brand(key: string): Group {
    return this.#groupIn(this.brands, key);
  }

  provider(key: string): Group {
    return this.#groupIn(this.providers, key);
  }

  #groupIn(groups: Map<string, Group>, key: string): Group {
    const known = groups.get(key) ?? new Group(this);
    groups.set(key, known);
    return known;
  }

  #minute(ms: number): number {
    return Math.floor((ms - this.fromMs) / MINUTE_MS);
  }

  #transaction({ brand, createdMs, status, amountCents, currency, playerId }: TransactionRow): void {
    const minute = this.#minute(createdMs);
    const isCompleted = status === "completed";
    for (const group of [this.whole, this.brand(brand)]) {
      group.add("transactions", minute, 1);
      group.add(isCompleted ? "transactionsCompleted" : "transactionsFailed", minute, 1);
      group.players.see(playerId, createdMs);
      if (!isCompleted) continue;
      const amount = group === this.whole ? this.#convert(amountCents, currency, createdMs) : amountCents / 100;
      group.add("transactionVolume", minute, amount ?? 0);
    }
  }

  #round({ brand, createdMs, finishedMs, status, stakeCents, payoutCents }: RoundRow): void {
    const minute = this.#minute(createdMs);
    for (const group of [this.whole, this.brand(brand)]) {
      group.add("roundsEnded", minute, 1);
      group.add("roundSeconds", minute, (finishedMs - createdMs) / 1000);
      if (status !== "settled") continue;
      group.add("roundsSettled", minute, 1);
      if (payoutCents > stakeCents) group.add("roundsWon", minute, 1);
    }
  }

  #payment({ brand, provider, createdMs, status, amountCents, currency }: PaymentRow): void {
    const minute = this.#minute(createdMs);
    const isCompleted = status === "completed";
    const own = this.brand(brand);
    for (const group of [this.whole, own, this.provider(provider)]) {
      group.add("payments", minute, 1);
      group.add(isCompleted ? "paymentsCompleted" : "paymentsFailed", minute, 1);
      if (!isCompleted) continue;
      const amount = group === own ? amountCents / 100 : this.#convert(amountCents, currency, createdMs);
      group.add("paymentVolume", minute, amount ?? 0);
    }
  }

  #timing({ brand, createdMs, durationMs, statusCode }: ApiTimingRow): void {
    const minute = this.#minute(createdMs);
    for (const group of [this.whole, this.brand(brand)]) {
      group.durations[minute]?.push(durationMs);
      group.add("requests", minute, 1);
      group.add("requestMs", minute, durationMs);
      if (statusCode >= 500) group.add("requestsFailed", minute, 1);
    }
  }

  #flag({ brand, createdMs, score }: FraudFlagRow): void {
    const minute = this.#minute(createdMs);
    for (const group of [this.whole, this.brand(brand)]) {
      group.add("flags", minute, 1);
      group.add("flagScore", minute, score);
      if (score > CRITICAL_FRAUD_SCORE) group.add("flagsCritical", minute, 1);
    }
  }
}

import type { Incident } from "@/simulator/incidents";

/** Everything the demo platform's course depends on: the same world gives the same rows, whenever it is asked. */
export interface World {
  seed: number;
  /** Wallet transactions a second, average of a week; payments come to a fifth of it. */
  rate: number;
  /** When the first player registered. */
  openedMs: number;
  incidents: readonly Incident[];
}

/** An instant as milliseconds since the epoch: rows are made by the million, and a `Date` each would cost half of it. */
type Ms = number;

interface Row {
  id: string;
  createdMs: Ms;
}
/** A row that is pending from `createdMs` on and has its final state at `finishedMs`. */
interface FinishingRow extends Row {
  finishedMs: Ms;
}

/** Money is in hundredths of the currency. */
type Cents = number;

export interface RoundRow extends FinishingRow {
  brand: string;
  gameId: string;
  tableId: string | null;
  playerId: string | null;
  stakeCents: Cents;
  payoutCents: Cents;
  currency: string;
  status: "settled" | "voided";
}

export interface TransactionRow extends FinishingRow {
  brand: string;
  playerId: string;
  type: "bet" | "payout" | "bonus";
  amountCents: Cents;
  currency: string;
  status: "completed" | "failed";
  failureReason: string | null;
  roundId: string | null;
}

export interface PaymentRow extends FinishingRow {
  brand: string;
  affiliate: string | null;
  playerId: string;
  provider: string;
  method: string;
  direction: "deposit" | "withdrawal";
  amountCents: Cents;
  currency: string;
  status: "completed" | "failed";
  failureReason: string | null;
}

export interface FraudFlagRow extends FinishingRow {
  brand: string;
  playerId: string;
  type: string;
  score: number;
  /** Stays open for good where nobody looks at it. */
  status: "open" | "resolved";
}

export interface ComplianceEventRow extends Row {
  brand: string;
  playerId: string;
  type: "self_exclusion" | "cooling_off" | "kyc_failed" | "underage_attempt";
  isPermanent: boolean;
  endsMs: Ms | null;
}

export interface LimitViolationRow extends Row {
  brand: string;
  playerId: string;
  type: "bet" | "deposit" | "loss" | "session";
  limitCents: Cents | null;
  attemptedCents: Cents | null;
  currency: string | null;
}

export interface ErrorLogRow extends Row {
  brand: string | null;
  type: string;
  severity: "warning" | "error" | "critical";
  message: string;
  endpoint: string | null;
}

export interface ApiTimingRow extends Row {
  brand: string;
  endpoint: string;
  method: string;
  durationMs: number;
  statusCode: number;
  responseBytes: number;
}

export interface CacheStatRow extends Row {
  backend: string;
  keyPattern: string;
  hits: number;
  misses: number;
  evictions: number;
}

export interface RiskScoreRow extends Row {
  brand: string;
  playerId: string;
  score: number;
}

export interface HealthCheckRow extends Row {
  service: string;
  status: "healthy" | "warning" | "critical";
  latencyMs: number;
  message: string | null;
}

export interface PlayerRow extends Row {
  brand: string;
  affiliate: string | null;
  country: string;
}

/** The kinds of rows, by the name they go by here. */
export interface RowOf {
  rounds: RoundRow;
  transactions: TransactionRow;
  payments: PaymentRow;
  fraudFlags: FraudFlagRow;
  complianceEvents: ComplianceEventRow;
  limitViolations: LimitViolationRow;
  errorLogs: ErrorLogRow;
  apiTimings: ApiTimingRow;
  cacheStats: CacheStatRow;
  riskScores: RiskScoreRow;
  healthChecks: HealthCheckRow;
}
export type Kind = keyof RowOf;
export const KINDS = [
  "rounds",
  "transactions",
  "payments",
  "fraudFlags",
  "complianceEvents",
  "limitViolations",
  "errorLogs",
  "apiTimings",
  "cacheStats",
  "riskScores",
  "healthChecks",
] as const satisfies readonly Kind[];

/** What happened, by kind. */
export type Rows = { [K in Kind]: RowOf[K][] };

export function noRows(): Rows {
  return {
    rounds: [],
    transactions: [],
    payments: [],
    fraudFlags: [],
    complianceEvents: [],
    limitViolations: [],
    errorLogs: [],
    apiTimings: [],
    cacheStats: [],
    riskScores: [],
    healthChecks: [],
  };
}

/** Numbers that keep the streams of random numbers apart: a change in one kind of row moves no other. */
export const STREAM = {
  play: 1,
  payments: 2,
  failures: 3,
  telemetry: 4,
  oversight: 5,
  critical: 6,
  seats: 7,
  players: 8,
  tables: 9,
  rates: 10,
} as const;

/**
 * Ids rise with time, and within a second with the number, which is below 36³: each row then goes to the end of its index,
 * where inserting costs least.
 */
export function rowId(second: number, kind: string, number: number): string {
  return `${second.toString(36)}-${number.toString(36).padStart(3, "0")}${kind}`;
}

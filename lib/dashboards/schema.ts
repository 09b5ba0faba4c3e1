import { z } from "zod";
import type { AlertWire } from "@/lib/alerts/wire";
import { AsOf, Instant } from "@/lib/kernel/as-of";

/** A JSON number, or null where there is no value: the key stays. */
const figure = z.number().nullable();
const count = z.number().int();

/** Money of `currency`, rounded once to its digits. */
const money = z.number();

/** What no rate was known for, in its own currency: it is in none of the sums. */
export const LeftOut = z.object({ figure: z.string(), currency: z.string(), amount: money });

/** `gross_revenue`, `net_revenue`, `roi_percentage` are L's formulas; GGR and NGR the trade's (lib/dashboards/finance). */
export const ExecutiveDashboard = z.object({
  period: z.enum(["today", "custom"]),
  financial: z.object({
    currency: z.string(),
    deposits: money,
    bets: money,
    payouts: money,
    withdrawals: money,
    gross_revenue: money,
    net_revenue: money,
    roi_percentage: figure,
    ggr: money,
    ngr: money,
    left_out: z.array(LeftOut).optional(),
  }),
  users: z.object({ active: count, new_today: count }),
  games: z.object({ total_games: count, games_played: count, win_rate: figure }),
});
export type ExecutiveDashboard = z.infer<typeof ExecutiveDashboard>;

/** Rates in %; `fraud.backlog` counts every unresolved flag, whatever its age (ours). */
export const OperationsDashboard = z.object({
  period: z.literal("1h"),
  transactions: z.object({ count, completed: count, error_rate: figure }),
  payments: z.object({ count, completed: count, failure_rate: figure }),
  fraud: z.object({ flags: count, avg_score: figure, unresolved: count, backlog: count }),
  compliance: z.object({ excluded_users: count }),
});
export type OperationsDashboard = z.infer<typeof OperationsDashboard>;

/** A failed transaction or payment, its player masked. */
export const RecentFailure = z.object({
  id: z.string(),
  kind: z.string(),
  brand: z.string(),
  player: z.string(),
  amount: money,
  currency: z.string(),
  reason: z.string().nullable(),
  created_at: z.iso.datetime(),
});
export type RecentFailure = z.infer<typeof RecentFailure>;

export const SecurityDashboard = z.object({
  period: z.literal("24h"),
  fraud_flags: z.object({ critical: count, high: count, medium: count, low: count }),
  /** Fraud flags by type. */
  anomalies: z.record(z.string(), count),
  compliance_violations: z.object({ new: count, permanent: count }),
  /** By type: bet, deposit, loss, session (C12). */
  limit_violations: z.record(z.string(), count),
  /** D's: what the platform and other services logged as errors of these types, and sign-ins the console refused. */
  signals: z.object({
    authentication_failures: count,
    rate_limit_violations: count,
    large_data_exports: count,
    brand_isolation_violations: count,
  }),
  recent_failures: z.array(RecentFailure).max(10),
});
export type SecurityDashboard = z.infer<typeof SecurityDashboard>;

/** Durations in seconds, bets in `currency`, retention in % of the players who registered that many days before. */
export const PlayersDashboard = z.object({
  period: z.literal("24h"),
  players: z.object({ active_now: count, active_today: count }),
  sessions: z.object({ avg_duration: figure, max_duration: figure }),
  bets: z.object({ avg: figure, max: figure, min: figure, currency: z.string() }),
  retention: z.object({ day_1: figure, day_7: figure, day_30: figure }),
});
export type PlayersDashboard = z.infer<typeof PlayersDashboard>;

export const RecentError = z.object({
  type: z.string(),
  severity: z.string(),
  message: z.string(),
  source: z.enum(["platform", "pitboss"]),
  brand: z.string().nullable(),
  created_at: z.iso.datetime(),
});
export type RecentError = z.infer<typeof RecentError>;

export const SystemDashboard = z.object({
  period: z.literal("cumulative"),
  database: z.object({ users: count, games: count, transactions: count, audit_events: count }),
  errors: z.object({
    last_hour: count,
    types: z.record(z.string(), count),
    recent_critical: z.array(RecentError).max(10),
  }),
  uptime_percentage: figure,
});
export type SystemDashboard = z.infer<typeof SystemDashboard>;

/** All five as of one instant; `alerts` are the ten gravest that were open then, as the alerts API writes them. */
export const CompleteDashboard = z.object({
  executive: ExecutiveDashboard,
  operations: OperationsDashboard,
  security: SecurityDashboard,
  players: PlayersDashboard,
  system: SystemDashboard,
  alerts: z.array(z.custom<AlertWire>((value) => typeof value === "object" && value !== null)).max(10),
});
export type CompleteDashboard = z.infer<typeof CompleteDashboard>;

/** The executive's query: `AsOf`, and a period of one's own, half-open. */
export const ExecutiveQuery = AsOf.extend({ from: Instant.optional(), to: Instant.optional() });

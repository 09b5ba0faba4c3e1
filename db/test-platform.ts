import type { Database } from "./client";
import {
  demoCacheStats,
  demoComplianceEvents,
  demoErrorLogs,
  demoExchangeRates,
  demoFraudFlags,
  demoGameRounds,
  demoGames,
  demoLimitViolations,
  demoPayments,
  demoPerformanceMetrics,
  demoPlayers,
  demoTransactions,
} from "./schema";

type Given<Row> = Partial<Row>;

export type TestPlatform = ReturnType<typeof testPlatform>;

/** Writes rows of a platform, each complete but for what a test says of it. Ids count up from 1. */
export function testPlatform(db: Database) {
  let ids = 0;
  const next = (kind: string) => `${kind}-${++ids}`;
  return { ...moneyWriters(db, next), ...playWriters(db, next), ...watchWriters(db, next), ...engineWriters(db, next) };
}

/** Gives each row an id of its own. */
type Next = (kind: string) => string;

function moneyWriters(db: Database, next: Next) {
  return {
    async transactions(...rows: Given<typeof demoTransactions.$inferInsert>[]) {
      const base = { brand: "aurora", playerId: "p1", type: "bet", amount: "10", currency: "EUR", status: "completed" };
      await db.insert(demoTransactions).values(rows.map((row) => ({ id: next("t"), ...base, ...row })));
    },
    async payments(...rows: Given<typeof demoPayments.$inferInsert>[]) {
      const base = { brand: "aurora", playerId: "p1", provider: "nordpay", method: "card", direction: "deposit" };
      const money = { amount: "50", currency: "EUR", status: "completed" };
      await db.insert(demoPayments).values(rows.map((row) => ({ id: next("y"), ...base, ...money, ...row })));
    },
    async rates(...rows: (typeof demoExchangeRates.$inferInsert)[]) {
      await db.insert(demoExchangeRates).values(rows);
    },
  };
}

function playWriters(db: Database, next: Next) {
  return {
    async players(...rows: Given<typeof demoPlayers.$inferInsert>[]) {
      await db.insert(demoPlayers).values(rows.map((row) => ({ id: next("p"), brand: "aurora", ...row })));
    },
    async games(...rows: Given<typeof demoGames.$inferInsert>[]) {
      await db
        .insert(demoGames)
        .values(rows.map((row) => ({ id: next("g"), brand: "aurora", name: "Crash", kind: "crash", ...row })));
    },
    async rounds(...rows: Given<typeof demoGameRounds.$inferInsert>[]) {
      const base = { brand: "aurora", gameId: "g1", playerId: "p1", stake: "1", payout: "0", currency: "EUR" };
      await db
        .insert(demoGameRounds)
        .values(rows.map((row) => ({ id: next("r"), status: "settled", ...base, ...row })));
    },
  };
}

function watchWriters(db: Database, next: Next) {
  return {
    async flags(...rows: Given<typeof demoFraudFlags.$inferInsert>[]) {
      const base = { brand: "aurora", playerId: "p1", type: "velocity", score: 50, status: "open" };
      await db.insert(demoFraudFlags).values(rows.map((row) => ({ id: next("f"), ...base, ...row })));
    },
    async complianceEvents(...rows: Given<typeof demoComplianceEvents.$inferInsert>[]) {
      const base = { brand: "aurora", playerId: "p1", type: "self_exclusion" };
      await db.insert(demoComplianceEvents).values(rows.map((row) => ({ id: next("e"), ...base, ...row })));
    },
    async limitViolations(...rows: Given<typeof demoLimitViolations.$inferInsert>[]) {
      const base = { brand: "aurora", playerId: "p1", type: "bet" };
      await db.insert(demoLimitViolations).values(rows.map((row) => ({ id: next("l"), ...base, ...row })));
    },
  };
}

function engineWriters(db: Database, next: Next) {
  return {
    async calls(...rows: Given<typeof demoPerformanceMetrics.$inferInsert>[]) {
      const base = { brand: "aurora", endpoint: "/bets", method: "POST", durationMs: 100, statusCode: 200 };
      await db.insert(demoPerformanceMetrics).values(rows.map((row) => ({ id: next("c"), ...base, ...row })));
    },
    async cache(...rows: Given<typeof demoCacheStats.$inferInsert>[]) {
      const base = { brand: null, backend: "redis", keyPattern: "player:*", hits: 90, misses: 10 };
      await db.insert(demoCacheStats).values(rows.map((row) => ({ id: next("k"), ...base, ...row })));
    },
    async errors(...rows: Given<typeof demoErrorLogs.$inferInsert>[]) {
      const base = { brand: null, type: "PSP_TIMEOUT", severity: "error", message: "nordpay did not answer" };
      await db.insert(demoErrorLogs).values(rows.map((row) => ({ id: next("x"), ...base, ...row })));
    },
  };
}

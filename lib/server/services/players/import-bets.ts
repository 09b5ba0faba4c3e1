import "server-only";
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { demoState } from "@/db/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { type BetRow, readBets } from "./accepted-bets";
import type { Bet } from "./parse-bet";
import { storeBets, storeCrashGame } from "./store-bets";

/** Bets a transaction; each is four rows at most. */
const BETS_A_BATCH = 1_000;
const BRAND = /^[a-z0-9][a-z0-9-]{0,62}$/;

type BadRow = Extract<BetRow, { kind: "bad" }>;

export interface BetImport {
  /** CSV, or CSV compressed by gzip. */
  file: string;
  brand: string;
  /** Moves all bets by the same time, so that the last one is at the instant the import starts. */
  isShiftedToNow: boolean;
  onProgress?: (progress: { read: number; total: number }) => void;
  /** Told of each row that cannot be imported, in the order of the file. */
  onRejected?: (row: BadRow) => void;
}

export interface BetImported {
  read: number;
  imported: number;
  rejected: number;
  shiftedByMs: number;
}

/**
 * Imports real bets of a crash game as players, rounds and transactions of one brand. A bet there already stays as it is,
 * so the import may be repeated, or broken off and started again; the shift of a file is settled when it is first begun.
 * @throws AppError `invalid` for the brand, or a file that holds no bets; `not-found` without the file.
 */
export async function importBets(ctx: Context, options: BetImport): Promise<BetImported> {
  const { file, brand, onProgress = () => undefined, onRejected = () => undefined } = options;
  if (!BRAND.test(brand)) {
    throw new AppError("invalid", "A brand is small letters, digits and hyphens, such as --brand crash-one.", {
      field: "brand",
    });
  }
  const startedAt = ctx.now();
  const survey = await surveyBets(file);
  const shiftMs = await settleShift(ctx, { ...options, survey, startedAt });
  if (survey.first !== null) await storeCrashGame(ctx.db, brand, survey.first + shiftMs);
  const result: BetImported = { read: 0, imported: 0, rejected: 0, shiftedByMs: shiftMs };
  let batch: Bet[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    result.imported += await ctx.unit((unit) => storeBets(unit.db, batch, { brand, shiftMs }));
    batch = [];
    onProgress({ read: result.read, total: survey.rows });
  };
  for await (const row of readBets(file)) {
    result.read += 1;
    if (row.kind === "bet") batch.push(row.bet);
    if (row.kind === "bad") {
      result.rejected += 1;
      onRejected(row);
    }
    if (batch.length >= BETS_A_BATCH) await flush();
  }
  await flush();
  await ctx.unit(async ({ tell }) => tell.audit({ action: "bets/imported", brand, details: { ...result } }));
  onProgress({ read: result.read, total: survey.rows });
  return result;
}

interface Survey {
  rows: number;
  /** When the first and the last bet were played, ms; null without bets. */
  first: number | null;
  last: number | null;
  /** Names the file by what it says. */
  fingerprint: string;
}

/** Reads the file once before anything is written: a damaged one leaves nothing behind, and the shift needs its last bet. */
async function surveyBets(file: string): Promise<Survey> {
  const hash = createHash("sha256");
  let [rows, first, last] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for await (const row of readBets(file, hash)) {
    rows += 1;
    if (row.kind !== "bet") continue;
    first = Math.min(first, row.bet.playedMs);
    last = Math.max(last, row.bet.playedMs);
  }
  const isEmpty = first > last;
  return { rows, first: isEmpty ? null : first, last: isEmpty ? null : last, fingerprint: hash.digest("hex") };
}

const Kept = z.object({ shiftMs: z.number() });

/** The shift of a file begun before is the one it was begun with, or its bets would end up in two times. */
async function settleShift(
  { db }: Context,
  { brand, isShiftedToNow, survey: { last, fingerprint }, startedAt }: BetImport & { survey: Survey; startedAt: Date },
): Promise<number> {
  const key = `import/${brand}/${fingerprint}`;
  const [known] = await db.select({ value: demoState.value }).from(demoState).where(eq(demoState.key, key));
  if (known !== undefined) return Kept.parse(known.value).shiftMs;
  const shiftMs = isShiftedToNow && last !== null ? startedAt.getTime() - last : 0;
  await db.insert(demoState).values({ key, value: { shiftMs } }).onConflictDoNothing();
  return shiftMs;
}

import type { Decimal } from "@/lib/kernel/money";
import { percentOf, subtract } from "@/lib/kernel/money";
import type { MoneyKind } from "./money-kind";

/** With fewer bets an hour's margin is chance. */
const MIN_BETS_FOR_MARGIN = 1_000;
/** What is taken then, or where the hour lost money: a low margin of an online casino. */
const ASSUMED_MARGIN = 0.03;

/** Sums of an hour's completed rows. `returned` are payouts; `all` is what the stored volume adds up. */
export interface IncomeTotals {
  income: Decimal;
  returned: Decimal;
  all: Decimal;
  count: number;
}

export interface IncomeMix {
  /** The part of the volume that is income, as a rate. */
  incomeShare: Decimal;
  /** The part of income the house keeps: deposits whole, of bets the margin, (bets − payouts) / bets. */
  kept: { share: number; isAssumed: boolean };
}

/** What part of a stored volume is income, and what of it is kept; null where the hour holds nothing to tell it by. */
export function mixOf(kind: MoneyKind, { income, returned, all, count }: IncomeTotals): IncomeMix | null {
  const share = percentOf(income, all);
  if (share === null || share === 0) return null;
  const incomeShare = (share / 100).toFixed(10);
  if (kind === "deposits") return { incomeShare, kept: { share: 1, isAssumed: false } };
  const margin = (percentOf(subtract(income, returned), income) ?? 0) / 100;
  const isAssumed = count < MIN_BETS_FOR_MARGIN || margin <= 0;
  return { incomeShare, kept: { share: isAssumed ? ASSUMED_MARGIN : margin, isAssumed } };
}

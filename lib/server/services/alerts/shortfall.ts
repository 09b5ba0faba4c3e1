import "server-only";
import type { MoneyAtRisk } from "@/lib/alerts/schema";
import type { Labels } from "@/lib/kernel/labels";
import type { Interval } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";

/** Whose money: the metric an alert is about, its labels, and the span it was open for. */
export interface ShortfallAsked extends Interval {
  metric: string;
  labels: Labels;
}

/** What did not come in, as decimal texts in one currency, with the formula in words. */
export type Shortfall = Pick<MoneyAtRisk, "currency" | "confidence" | "formula" | "perMinute"> & { amount: string };

/** Money that did not come in over a span against the same weekdays before; null where that cannot be told. */
export async function shortfallOf(_ctx: Context, _asked: ShortfallAsked): Promise<Shortfall | null> {
  return null;
}

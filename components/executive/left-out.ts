import type { z } from "zod";
import { formatMoney } from "@/components/ui/figure";
import type { LeftOut } from "@/lib/dashboards/schema";

/** `bets BITS 67,346,245.00, payouts BITS 66,922,321.23`. */
export function formatMoneyList(entries: readonly z.infer<typeof LeftOut>[]): string {
  return entries
    .map(({ figure, amount, currency }) => `${figure} ${formatMoney(amount.toFixed(8), currency, "exact")}`)
    .join(", ");
}

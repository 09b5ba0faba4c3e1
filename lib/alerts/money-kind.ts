import type { Labels } from "@/lib/kernel/labels";
import { definitionOf, type MetricDefinition, type MetricName } from "@/lib/metrics/catalogue";

/** Which income an alert endangers. */
export type MoneyKind = "deposits" | "bets";

export type MoneyAsked =
  | { kind: MoneyKind; volume: MetricName; brand: string | undefined; provider: string | undefined }
  | { kind: "none"; because: string };

/**
 * Where players cannot pay in or cannot reach the platform, deposits stay out; where they cannot play, bets do, of which
 * the house keeps its margin. What is not named endangers no income: fraud costs, but not an income that stays out.
 */
const KIND_OF: Partial<Record<MetricDefinition["service"], MoneyKind>> = {
  payments: "deposits",
  api: "deposits",
  database: "deposits",
  cache: "deposits",
  users: "deposits",
  system: "deposits",
  transactions: "bets",
  games: "bets",
};

/** The metric whose stored hours hold what was usual. */
const VOLUME_OF: Record<MoneyKind, MetricName> = { deposits: "payment_volume", bets: "transaction_volume" };

/** Which income an alert of this metric and these labels is held against, or why none. */
export function moneyKindOf(metric: string, labels: Labels): MoneyAsked {
  const definition = definitionOf(metric);
  if (definition === undefined) return none(`it is not known which income ${metric} stands for`);
  const kind = KIND_OF[definition.service];
  if (kind === undefined) return none(`${metric} tells of no income that stays out`);
  const { brand, provider, ...others } = labels;
  const names = Object.keys(others);
  if (names.length > 0) return none(`income is not kept by ${names.join(", ")}`);
  if (brand !== undefined && provider !== undefined) return none("income is not kept by brand and provider together");
  if (kind === "bets" && provider !== undefined) return none("bets have no provider");
  return { kind, volume: VOLUME_OF[kind], brand, provider };
}

function none(because: string): MoneyAsked {
  return { kind: "none", because };
}

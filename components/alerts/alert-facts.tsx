import { Facts } from "@/components/ui/facts";
import { formatMoney } from "@/components/ui/figure";
import { Age, Countdown, Time } from "@/components/ui/time";
import type { AlertWire } from "@/lib/alerts/wire";
import { properName } from "@/lib/kernel/words";
import { describeDuration, describeValue } from "@/lib/rules/describe";

interface AlertFactsProps {
  alert: AlertWire;
  /** Newest known value of its series. */
  current: number | null;
}

/** What, against which limit, since when, at whom, who has it. */
export function AlertFacts({ alert, current }: AlertFactsProps) {
  const { metric, value, threshold, triggered_at, resolved_at, escalates_at, details } = alert;
  const held = typeof details.duration_seconds === "number" ? describeDuration(details.duration_seconds * 1_000) : null;
  const worst = worstOf(details);
  return (
    <Facts
      facts={[
        { name: "When raised", figure: written(value, metric, threshold) },
        ...(resolved_at === null ? [{ name: "Last minute", figure: written(current, metric, threshold) }] : []),
        {
          name: "Limit",
          figure: written(threshold, metric, threshold),
          aid: held === null ? undefined : `for ${held}`,
        },
        resolved_at === null
          ? { name: "Raised", figure: <Time at={triggered_at} show="smart" />, aid: <Age at={triggered_at} /> }
          : { name: "Resolved", figure: <Time at={resolved_at} show="smart" /> },
        ...(escalates_at === null ? [] : [{ name: "Escalates in", figure: <Countdown to={escalates_at} /> }]),
        ...moneyFacts(alert),
        ...(worst === null ? [] : [{ name: "Worst provider", figure: properName(worst.provider), aid: worst.share }]),
      ]}
    />
  );
}

function moneyFacts({ money_at_risk: money }: AlertWire) {
  if (money === null) return [];
  const figure = formatMoney(money.total, money.currency, "whole");
  return [{ name: "Money at risk", figure, kind: "money" as const }];
}

function written(value: number | null, metric: string, limit: number | null): string {
  return value === null ? "–" : describeValue(value, metric, limit);
}

function worstOf({ worst_provider }: AlertWire["details"]): { provider: string; share: string } | null {
  if (worst_provider === null || typeof worst_provider !== "object" || !("provider" in worst_provider)) return null;
  const { provider } = worst_provider;
  const rate = "failure_rate" in worst_provider ? worst_provider.failure_rate : null;
  const share = typeof rate === "number" ? `${Math.round(rate)} %` : "";
  return typeof provider === "string" ? { provider, share } : null;
}

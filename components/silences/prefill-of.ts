import { titleOf } from "@/components/alerts/describe-alert";
import type { AlertWire } from "@/lib/alerts/wire";
import type { Matcher } from "@/lib/kernel/matchers";

/** What the form begins with where somebody came from an alert. */
export interface Prefill {
  title: string;
  rule: string;
  brand: string;
  /** The alert's other labels. */
  others: Matcher[];
  isPlayerSafety: boolean;
}

/** Everything that tells this alert from others: its rule, brand and labels. */
export function prefillOf(alert: AlertWire): Prefill {
  const others = Object.entries(alert.labels)
    .filter(([label]) => label !== "brand")
    .map(([label, value]): Matcher => ({ label, operator: "=", value }));
  return {
    title: titleOf(alert),
    rule: alert.rule_name,
    brand: alert.brand ?? "",
    others,
    isPlayerSafety: alert.class === "player_safety",
  };
}

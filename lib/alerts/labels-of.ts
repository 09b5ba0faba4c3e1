import type { Labels } from "@/lib/kernel/labels";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { Alert } from "./schema";

type Labelled = Pick<Alert, "labels" | "ruleName" | "metric" | "severity" | "brand" | "class">;

/** What silences, inhibitions and groups match an alert by: its series' labels, and what it is. */
export function labelsOf({ labels, ruleName, metric, severity, brand, class: kind }: Labelled): Labels {
  const service = definitionOf(metric)?.service;
  return {
    ...labels,
    rule: ruleName,
    metric,
    severity,
    class: kind,
    ...(brand === null ? {} : { brand }),
    ...(service === undefined ? {} : { subsystem: service }),
  };
}

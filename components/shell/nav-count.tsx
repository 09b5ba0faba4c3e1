"use client";

import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { useAlertCount } from "./use-alert-count";

/** How many alerts are open, with the shape of the worst; nothing when none is. */
export function NavCount() {
  const { open, worst } = useAlertCount();
  if (open === 0 || worst === null) return null;
  const status = statusOfSeverity(worst);
  return (
    <em className={`nav-count st-${status}`}>
      <StatusIcon status={status} size={12} />
      {open}
      <span className="sr-only"> open, worst {worst}</span>
    </em>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { activeAlerts } from "@/components/queries";
import { type AlertCount, useShellSession } from "./session";

/** Open alerts now: what the layout read, then what the feed says. */
export function useAlertCount(): AlertCount {
  const painted = useShellSession()?.alerts ?? { open: 0, worst: null };
  const { data } = useQuery(activeAlerts({}));
  return data === undefined ? painted : { open: data.length, worst: data[0]?.severity ?? null };
}

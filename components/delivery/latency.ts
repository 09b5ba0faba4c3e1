import { formatCountdown } from "@/components/ui/duration";
import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Hop } from "@/lib/notifications/hops";

/** `320 ms`, `4.2 s`, `2 min`; a dash where nothing was delivered. */
export function formatLatency(ms: number | null): string {
  if (ms === null) return "–";
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < 10 * SECOND_MS) return `${(ms / SECOND_MS).toFixed(1)} s`;
  return ms < MINUTE_MS ? `${Math.round(ms / SECOND_MS)} s` : formatCountdown(ms);
}

export const HOP_WORDS: Record<Hop, { name: string; about: string }> = {
  raised: { name: "Raised", about: "from the breach to the alert" },
  planned: { name: "Planned", about: "from the alert to the decision for each recipient" },
  attempted: { name: "Tried", about: "from when it was to leave to the first attempt" },
  accepted: { name: "Accepted", about: "from the first attempt to the provider's word, retries included" },
  whole: { name: "In all", about: "from the breach to the provider's word" },
};

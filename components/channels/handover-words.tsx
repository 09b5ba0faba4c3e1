import { Time } from "@/components/ui/time";
import { describeTook } from "@/lib/notifications/channel-state";

/** A message handed over, as the API writes it. */
export interface ShownHandover {
  at: string;
  delivered: boolean;
  duration_ms: number | null;
  response: string | null;
}

interface HandoverWordsProps {
  handover: ShownHandover;
  /** What it was: "Test", "Message". */
  what: string;
  usualMs: number | null;
  state: string;
}

/** "Test delivered in 0.4 s, today 09:12"; of a refusal the provider's word. */
export function HandoverWords({ handover, what, usualMs, state }: HandoverWordsProps) {
  const { at, delivered, duration_ms, response } = handover;
  const took = duration_ms === null ? "" : ` in ${describeTook(duration_ms)}`;
  const usual = state === "slow" && usualMs !== null ? `, usual ${describeTook(usualMs)}` : "";
  const words = delivered ? `${what} taken${took}${usual}` : `${what} refused${response ? `: ${response}` : ""}`;
  return (
    <>
      <span className={classOf(delivered, state)}>{words}</span>
      <span className="text-text-3">
        , <Time at={at} show="smart" />
      </span>
    </>
  );
}

function classOf(delivered: boolean, state: string): string {
  if (!delivered) return "text-crit";
  return state === "slow" ? "text-warn" : "text-text-3";
}

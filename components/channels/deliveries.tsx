import Link from "next/link";
import { toRoute } from "@/components/ui/route";
import { Time } from "@/components/ui/time";
import { describeTook } from "@/lib/notifications/channel-state";
import type { ChannelDetailWire } from "@/lib/notifications/channel-wire";

interface DeliveriesProps {
  caption: string;
  attempts: ChannelDetailWire["attempts"];
  tests: ChannelDetailWire["tests"];
  /** Beside each: how long it took, or what the provider said. */
  shows: "durations" | "words";
}

const MOST = 12;

/** Messages handed to the provider, newest first, each leading to its alert. */
export function Deliveries({ caption, attempts, tests, shows }: DeliveriesProps) {
  const rows = [
    ...attempts.map((attempt) => ({ ...attempt, key: `attempt ${attempt.at} ${attempt.alert_id} ${attempt.attempt}` })),
    ...tests.map((test) => ({
      ...test,
      key: `test ${test.at}`,
      alert_id: null,
      title: "Test",
      to: test.by,
      occasion: "test",
    })),
  ]
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, MOST);
  if (rows.length === 0) return <p className="px-[12px] pb-[12px] text-text-3">Nothing was sent by it yet.</p>;
  return (
    <ul className="deliveries" aria-label={caption}>
      {rows.map(({ key, at, alert_id, title, to, occasion, delivered, duration_ms, response }) => (
        <li key={key}>
          <span className="mono text-text-3">
            <Time at={at} show="smart" />
          </span>
          <span className="min-w-0">
            <span className="deliveries-title">
              {alert_id === null ? (
                title
              ) : (
                <Link href={toRoute(`/alerts/${alert_id}`)}>{wordsOf(occasion, title)}</Link>
              )}
            </span>
            <small className={delivered ? "text-text-3" : "text-crit"}>
              {shows === "words" || !delivered ? response : `to ${to === "channel" ? "the channel" : to}`}
            </small>
          </span>
          <span className="text-right text-text-2">
            {delivered ? "" : "refused "}
            {duration_ms === null ? "" : describeTook(duration_ms)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** "Resolved: Cache hit rate low"; what was raised stands by its title alone. */
function wordsOf(occasion: string, title: string): string {
  const [kind = occasion] = occasion.split(":");
  return kind === "triggered" ? title : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}: ${title}`;
}

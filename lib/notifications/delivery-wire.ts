import type { Channel } from "@/lib/rules/schema";
import { type ChannelHops, GOALS, HOPS, keepsGoals, type Percentiles } from "./hops";
import type { NotificationStatus } from "./schema";

/** What the house's own delivery was like in an interval; durations in milliseconds. */
export interface DeliveryReport {
  from: Date;
  to: Date;
  hours: number;
  /** Of all first, its `channel` null; none where nothing was delivered. */
  hops: readonly ChannelHops[];
  outcomes: readonly { channel: Channel; status: NotificationStatus; rows: number }[];
  attempts: readonly {
    channel: Channel;
    deliveries: number;
    retries: number;
    failures: number;
    lastAt: Date | null;
    lastWord: string | null;
  }[];
  slowest: readonly {
    alertId: number;
    ruleName: string;
    channel: Channel;
    occasion: string;
    name: string;
    tookMs: number;
    acceptedAt: Date;
    attempts: number;
  }[];
  oldestWaiting: {
    alertId: number;
    channel: Channel;
    name: string;
    dueAt: Date;
    attempts: number;
    lastError: string | null;
  } | null;
}

const iso = (at: Date | null) => at?.toISOString() ?? null;
const rounded = ({ p50, p95, p99 }: Percentiles) => ({ p50: whole(p50), p95: whole(p95), p99: whole(p99) });

function whole(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}

/** `GET /delivery`: milliseconds, null where nothing was delivered. */
export function deliveryToWire(report: DeliveryReport) {
  const { hours, from, to, hops, outcomes, attempts, slowest, oldestWaiting } = report;
  return {
    hours,
    from: iso(from),
    to: iso(to),
    goals: { p95_ms: GOALS.p95, p99_ms: GOALS.p99 },
    hops: hops.map((one) => ({
      channel: one.channel,
      messages: one.messages,
      keeps_goals: keepsGoals(one.hops.whole),
      ...Object.fromEntries(HOPS.map((hop) => [`${hop}_ms`, rounded(one.hops[hop])])),
    })),
    outcomes,
    attempts: attempts.map(({ lastAt, lastWord, ...counts }) => ({
      ...counts,
      last_refused_at: iso(lastAt),
      last_refusal: lastWord,
    })),
    slowest: slowest.map(({ alertId, ruleName, tookMs, acceptedAt, ...rest }) => ({
      alert_id: alertId,
      rule_name: ruleName,
      ...rest,
      took_ms: Math.round(tookMs),
      accepted_at: iso(acceptedAt),
    })),
    oldest_waiting: oldestWaiting && {
      alert_id: oldestWaiting.alertId,
      channel: oldestWaiting.channel,
      name: oldestWaiting.name,
      due_at: iso(oldestWaiting.dueAt),
      attempts: oldestWaiting.attempts,
      last_error: oldestWaiting.lastError,
    },
  };
}

"use client";

import { useNow, useZone } from "./clock";
import { formatCountdown, formatDuration } from "./duration";

/** An instant as a server component may hand it over. */
export type Instant = Date | string | number;

const STYLES = {
  /** 03:10:22 */
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  /** 03:10 */
  minute: { hour: "2-digit", minute: "2-digit" },
  /** 20 Nov */
  day: { day: "numeric", month: "short" },
  /** 20 Nov, 03:10 */
  moment: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  /** Fri 20 Nov 2026, 03:10:22 */
  full: {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeStyle = keyof typeof STYLES;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The only place that turns an instant into text. `zone` is an IANA name. */
export function formatTime(at: Instant, show: TimeStyle, zone: string): string {
  const key = `${show} ${zone}`;
  const formatter =
    formatters.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...STYLES[show], hourCycle: "h23", timeZone: zone });
  formatters.set(key, formatter);
  return formatter.format(new Date(at));
}

interface TimeProps {
  at: Instant;
  /** `smart` is the minute today and the moment before that. */
  show?: TimeStyle | "smart";
}

/** A point in time in the viewer's zone; the zone is on hover. */
export function Time({ at, show = "clock" }: TimeProps) {
  const zone = useZone();
  const now = useNow();
  const style = show === "smart" ? smartStyle(at, now, zone) : show;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${formatTime(at, "full", zone)} (${zone})`}
      suppressHydrationWarning
    >
      {formatTime(at, style, zone)}
    </time>
  );
}

function smartStyle(at: Instant, now: number, zone: string): TimeStyle {
  return formatTime(at, "day", zone) === formatTime(now, "day", zone) ? "minute" : "moment";
}

/** How long ago, ticking: `2 s`, `12 min`. */
export function Age({ at }: { at: Instant }) {
  const now = useNow();
  const zone = useZone();
  const since = new Date(at);
  return (
    <time
      dateTime={since.toISOString()}
      title={`${formatTime(since, "full", zone)} (${zone})`}
      suppressHydrationWarning
    >
      {formatDuration(now - since.getTime())}
    </time>
  );
}

/** How long until, ticking: `1 min 48 s`; `now` once it is due. */
export function Countdown({ to }: { to: Instant }) {
  const left = new Date(to).getTime() - useNow();
  return <span suppressHydrationWarning>{left <= 0 ? "now" : formatCountdown(left)}</span>;
}

"use client";

import { useNow } from "@/components/ui/clock";
import { formatDuration } from "@/components/ui/duration";
import { MetricTile, TileLedger } from "@/components/ui/tile";
import { Time } from "@/components/ui/time";
import type { LiveStatus } from "@/lib/feed/live";
import { SECOND_MS } from "@/lib/kernel/time";
import { type LiveTile, tileOf } from "./tile-of";

/** A figure that was not renewed for so long is no longer shown as the present one. */
const STALE_AFTER_MS = 20 * SECOND_MS;

export function LiveTiles({ status }: { status: LiveStatus }) {
  const now = useNow();
  return (
    <TileLedger label="Critical figures">
      {status.figures.map((figure) => (
        <LiveMetricTile key={figure.metric} tile={tileOf(figure, status)} now={now} />
      ))}
    </TileLedger>
  );
}

function LiveMetricTile({ tile: { takenAt, delta, ...tile }, now }: { tile: LiveTile; now: number }) {
  const age = takenAt === null ? 0 : now - takenAt;
  const stale =
    takenAt !== null && age > STALE_AFTER_MS
      ? {
          age: formatDuration(age),
          at: (
            <>
              at <Time at={takenAt} />
            </>
          ),
        }
      : undefined;
  return (
    <MetricTile
      {...tile}
      delta={delta}
      comparison={delta ? "vs a week ago" : undefined}
      age={takenAt === null ? undefined : <span suppressHydrationWarning>{formatDuration(age)}</span>}
      stale={stale}
    />
  );
}

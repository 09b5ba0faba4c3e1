"use client";

import { useNow } from "@/components/ui/clock";
import { formatDuration } from "@/components/ui/duration";
import { Icon, type IconName } from "@/components/ui/icon";
import { Time } from "@/components/ui/time";

export type LiveState = "connecting" | "live" | "reconnecting" | "paused" | "offline";

export interface LiveIndicatorProps {
  state: LiveState;
  /** When the figures were last renewed, in epoch milliseconds. */
  updatedAt: number | null;
  /** Since when the connection is broken. */
  brokenAt?: number | null;
  /** Updates held back while paused. */
  waiting?: number;
}

const ICONS: Record<LiveState, IconName> = {
  connecting: "broadcast",
  live: "broadcast",
  reconnecting: "offline",
  paused: "pause",
  offline: "snapshot",
};

/** Whether the figures on the screen are the present ones, in words. Announced only when the state changes. */
export function LiveIndicator({ state, updatedAt, brokenAt, waiting = 0 }: LiveIndicatorProps) {
  const now = useNow();
  const age = updatedAt === null ? null : formatDuration(now - updatedAt);
  return (
    <span className={`live live-${state}`}>
      <Icon name={ICONS[state]} size={14} />
      <span role="status" className="sr-only">
        {state}
      </span>
      {state === "live" && (
        <span suppressHydrationWarning>
          Live <em className="max-md:hidden">{age === null ? "" : `updated ${age} ago`}</em>
          {/* A long title needs the room on the narrowest phones. */}
          <em className="max-[379px]:hidden md:hidden">{age}</em>
        </span>
      )}
      {state === "connecting" && <span>Connecting</span>}
      {state === "reconnecting" && (
        <span>
          Reconnecting{brokenAt ? `, ${formatDuration(now - brokenAt)}` : ""}
          {updatedAt !== null && (
            <span className="max-xl:hidden">
              . Figures are from <Time at={updatedAt} />
            </span>
          )}
        </span>
      )}
      {state === "paused" && (
        <span>
          Paused<span className="max-md:hidden"> by you, {waiting} updates waiting</span>
        </span>
      )}
      {state === "offline" && (
        <span>
          Offline
          {updatedAt !== null && (
            <>
              : last snapshot <Time at={updatedAt} show="minute" />
            </>
          )}
        </span>
      )}
    </span>
  );
}

"use client";

import { useEffect, useRef } from "react";
import type { Connection } from "@/lib/feed/connection";
import type { FeedEvent } from "@/lib/feed/schema";
import { useFeed } from "./feed-provider";

/** How live the page is, for the indicator: `state`, `updatedAt`, `brokenAt`, `waiting`, and the switch. */
export function useFeedState(): Connection & { pause: () => void; resume: () => void } {
  const { connection, pause, resume } = useFeed();
  return { ...connection, pause, resume };
}

/** Calls `listener` for each event of these names (`alert:new` …), for toasts and sounds; figures come by React Query. */
export function useFeedEvents(names: readonly string[], listener: (event: FeedEvent) => void): void {
  const { listen } = useFeed();
  const latest = useRef({ names, listener });
  useEffect(() => {
    latest.current = { names, listener };
  });
  useEffect(
    () =>
      listen((event) => {
        if (latest.current.names.includes(event.event)) latest.current.listener(event);
      }),
    [listen],
  );
}

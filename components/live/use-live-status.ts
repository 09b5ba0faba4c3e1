"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useFeedEvents } from "@/components/feed/use-feed";
import { liveStatus } from "@/components/queries";
import type { LiveStatus } from "@/lib/feed/live";
import { reduceLive } from "@/lib/feed/reduce-live";

const EVENTS = [
  "performance:update",
  "health:update",
  "alert:new",
  "alert:update",
  "business:update",
  "games:update",
  "audit:update",
  "system:update",
  "broadcast",
];

interface LiveInput {
  /** What the server painted. */
  painted: LiveStatus;
  brand?: string;
  /** Whether the feed's figures are those shown: of one brand, or for who may see some only, they are not. */
  isFed: boolean;
}

/** The live page's figures, kept at the present. */
export function useLiveStatus({ painted, brand, isFed }: LiveInput): LiveStatus {
  const cache = useQueryClient();
  const query = liveStatus({ brand, isFed });
  const { data } = useQuery({ ...query, initialData: painted, initialDataUpdatedAt: new Date(painted.at).getTime() });
  useFeedEvents(EVENTS, (event) => {
    const concerns = isFed || event.topic === "alerts";
    const isOther = brand !== undefined && event.brand !== brand;
    if (concerns && !isOther) cache.setQueryData(query.queryKey, (before) => before && reduceLive(before, event));
  });
  return data;
}

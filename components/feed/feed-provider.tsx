"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { z } from "zod";
import { callApi } from "@/components/read-api";
import { type Connection, NOT_YET_CONNECTED } from "@/lib/feed/connection";
import type { FeedEvent } from "@/lib/feed/schema";
import { applyToCache } from "./apply-to-cache";
import { BackgroundStream } from "./background";
import { FeedClient } from "./feed-client";

type Listener = (event: FeedEvent) => void;

interface Feed {
  connection: Connection;
  pause: () => void;
  resume: () => void;
  listen: (listener: Listener) => () => void;
}

const nothing = () => undefined;
const FeedContext = createContext<Feed>({
  connection: NOT_YET_CONNECTED,
  pause: nothing,
  resume: nothing,
  listen: () => nothing,
});

interface FeedProviderProps {
  /** `latestFeedId(db)`, read before the figures of the page. */
  since: number;
  children: ReactNode;
}

/** One stream a tab, which keeps React Query's cache at the present; around everything that shows figures. */
export function FeedProvider({ since, children }: FeedProviderProps) {
  const [cache] = useState(makeCache);
  const [connection, setConnection] = useState(NOT_YET_CONNECTED);
  const listeners = useRef(new Set<Listener>());
  const client = useRef<FeedClient>(null);

  useEffect(() => {
    const feed = new FeedClient({
      since,
      open: (path) => new EventSource(path),
      onConnection: setConnection,
      onEvent: (event) => {
        applyToCache(cache, event);
        if (event !== null) for (const listener of listeners.current) listener(event);
      },
      isSignedIn: () => isSignedIn(),
      onRefused: () => window.location.reload(),
    });
    client.current = feed;
    feed.start();
    const reconnect = () => feed.reconnect();
    const lose = () => feed.lose();
    window.addEventListener("offline", lose);
    window.addEventListener("online", reconnect);
    const background = new BackgroundStream(feed, navigator.locks);
    const look = () => (document.hidden ? background.hide() : background.show());
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("offline", lose);
      window.removeEventListener("online", reconnect);
      document.removeEventListener("visibilitychange", look);
      background.end();
      feed.stop();
    };
  }, []);

  const listen = useCallback((listener: Listener) => {
    listeners.current.add(listener);
    return () => listeners.current.delete(listener);
  }, []);
  const feed = useMemo(
    () => ({ connection, listen, pause: () => client.current?.pause(), resume: () => client.current?.resume() }),
    [connection, listen],
  );
  return (
    <QueryClientProvider client={cache}>
      <FeedContext value={feed}>{children}</FeedContext>
    </QueryClientProvider>
  );
}

/** What the server painted counts as fresh: the feed, not a clock, says when it is not. */
function makeCache(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: 1 } },
  });
}

async function isSignedIn(): Promise<boolean> {
  try {
    await callApi({ path: "/observability/realtime/status", schema: z.unknown() });
    return true;
  } catch (error) {
    return !(error instanceof Error && "status" in error && error.status === 401);
  }
}

export function useFeed(): Feed {
  return useContext(FeedContext);
}

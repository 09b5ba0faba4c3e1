"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect, useRef } from "react";
import { useFeedEvents, useFeedState } from "@/components/feed/use-feed";

const EVERY_MS = 15_000;

/**
 * Reads the page's figures anew when the feed says there are new ones, at most every 15 s; paused with the feed, and not
 * while nobody looks. Nothing jumps: the server's answer replaces figures in place.
 */
export function RenewPage() {
  const router = useRouter();
  const { state } = useFeedState();
  const renewedAt = useRef(0);
  useEffect(() => {
    renewedAt.current = performance.now();
  }, []);
  useFeedEvents(["performance:update"], () => {
    const now = performance.now();
    if (state === "paused" || document.hidden || now - renewedAt.current < EVERY_MS) return;
    renewedAt.current = now;
    startTransition(() => router.refresh());
  });
  return null;
}

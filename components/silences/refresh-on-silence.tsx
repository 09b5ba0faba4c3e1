"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useFeedEvents } from "@/components/feed/use-feed";

const SETTLE_MS = 250;
/** An end by time is told by the alerts it shows again; where it hid none, this is how the list hears of it. */
const RENEW_MS = 60_000;

/** Renders the page anew when a silence or an alert changes, and every minute. Draws nothing. */
export function RefreshOnSilence() {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useFeedEvents(["alert:new", "alert:update", "silence:update"], () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => router.refresh(), SETTLE_MS);
  });
  useEffect(() => {
    const renewal = setInterval(() => router.refresh(), RENEW_MS);
    return () => {
      clearInterval(renewal);
      clearTimeout(timer.current);
    };
  }, [router]);
  return null;
}

"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useFeedEvents } from "@/components/feed/use-feed";

/** Several events of one change come within this time. */
const SETTLE_MS = 250;

/** Renders the page's server parts anew when an alert changes. Draws nothing. */
export function RefreshOnAlert() {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useFeedEvents(["alert:new", "alert:update"], () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => router.refresh(), SETTLE_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return null;
}

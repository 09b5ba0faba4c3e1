"use client";

import { useNow } from "@/components/ui/clock";
import { Time } from "@/components/ui/time";

interface CapHintProps {
  /** Of the alert; null where its rule was not over its alerts an hour. */
  until: string | null;
  /** Channels that told of it. */
  told: readonly string[];
}

/** Says of an alert over its rule's alerts an hour that it waits to be told with others; nothing once it was, or is due. */
export function CapHint({ until, told }: CapHintProps) {
  const now = useNow();
  if (until === null || told.some((channel) => channel !== "log") || new Date(until).getTime() <= now) return null;
  return (
    <>
      Over its alerts an hour, told with others by <Time at={until} show="smart" />.{" "}
    </>
  );
}

"use client";

import { useNow } from "@/components/ui/clock";
import { formatDuration } from "@/components/ui/duration";
import { Progress } from "@/components/ui/progress";
import { Time } from "@/components/ui/time";
import { MINUTE_MS } from "@/lib/kernel/time";

interface TimeLeftProps {
  /** ISO 8601; null where how much has passed is not drawn. */
  from: string | null;
  until: string;
  /** Minutes before the end from which it stands out. */
  warn: number | null;
}

/** How long a silence still hides, in words and as a bar. */
export function TimeLeft({ from, until, warn }: TimeLeftProps) {
  const now = useNow();
  const end = new Date(until).getTime();
  const leftMs = Math.max(0, end - now);
  const isEnding = leftMs <= (warn ?? 0) * MINUTE_MS;
  const begun = from === null ? null : new Date(from).getTime();
  return (
    <div className="grid gap-[4px]">
      <p className="flex flex-wrap justify-between gap-x-[8px]">
        <b className={isEnding ? "st-warn font-medium" : "font-medium"} suppressHydrationWarning>
          {formatDuration(leftMs)} left
        </b>
        <span className="text-text-2">
          ends <Time at={until} show="smart" />
        </span>
      </p>
      {begun !== null && (
        <Progress
          percent={(100 * (now - begun)) / Math.max(1, end - begun)}
          label="Share of the silence that has passed"
          colour={isEnding ? "brass" : "bone"}
        />
      )}
    </div>
  );
}

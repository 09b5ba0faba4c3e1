import type { ReactNode } from "react";
import { STATUS_WORDS, statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Time } from "@/components/ui/time";
import type { AnnouncementWire } from "@/lib/feed/announcement";

interface AnnouncementCalloutProps {
  announcement: Pick<AnnouncementWire, "message" | "severity" | "announced_by" | "expires_at">;
  aside?: ReactNode;
}

/** One announcement: its severity by shape, colour and word, who said it and until when. */
export function AnnouncementCallout({ announcement, aside }: AnnouncementCalloutProps) {
  const { message, severity, announced_by, expires_at } = announcement;
  const status = statusOfSeverity(severity);
  const isUrgent = severity === "critical" || severity === "emergency";
  return (
    <div
      role={isUrgent ? "alert" : "status"}
      className={status === "info" ? "callout" : `callout callout-${status}`}
      data-severity={severity}
    >
      <StatusIcon status={status} size={16} />
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium">
          <span className="sr-only">{STATUS_WORDS[status]}: </span>
          {message}
        </p>
        <p className="text-12 text-text-2">
          {announced_by}, until <Time at={expires_at} show="smart" />
        </p>
      </div>
      {aside}
    </div>
  );
}

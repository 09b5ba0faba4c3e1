"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { currentAnnouncements } from "@/components/queries";
import { type ShellSession, useShellSession } from "@/components/shell/session";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { type AnnouncementWire, isCurrent } from "@/lib/feed/announcement";
import { AnnouncementCallout } from "./announcement-callout";
import { dismissedHere, dismissHere } from "./dismissed";

/** What an admin tells every console, above each page, until it expires or is ended. */
export function AnnouncementBanner() {
  const session = useShellSession();
  return session === null ? null : <Announcements session={session} />;
}

function Announcements({ session }: { session: ShellSession }) {
  const { data } = useQuery({ ...currentAnnouncements(), initialData: session.announcements });
  const now = useNow();
  const [dismissed, setDismissed] = useState<readonly number[]>(() =>
    typeof document === "undefined" ? session.dismissed : dismissedHere(),
  );
  const shown = data.filter((one) => isCurrent(one, new Date(now)) && (isKept(one) || !dismissed.includes(one.id)));
  if (shown.length === 0) return null;
  return (
    <section className="announcements grid gap-[8px] px-[16px] py-[12px] md:pb-[4px]" aria-label="Announcements">
      {shown.map((announcement) => (
        <AnnouncementCallout
          key={announcement.id}
          announcement={announcement}
          aside={
            isKept(announcement) ? undefined : (
              <Button
                size="small"
                variant="ghost"
                aria-label={`Dismiss the announcement of ${announcement.announced_by}`}
                onClick={() => setDismissed(dismissHere(announcement.id))}
              >
                Dismiss
              </Button>
            )
          }
        />
      ))}
    </section>
  );
}

/** An emergency stays until it is over. */
function isKept({ severity }: Pick<AnnouncementWire, "severity">): boolean {
  return severity === "emergency";
}

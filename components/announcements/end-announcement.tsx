"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { type AnnouncementWire, isCurrent } from "@/lib/feed/announcement";
import { useAnnouncements } from "./use-announcements";

/** Takes it from every console, after asking with its words. */
export function EndAnnouncement({ announcement }: { announcement: AnnouncementWire }) {
  const [isAsking, setAsking] = useState(false);
  const { end, isBusy } = useAnnouncements();
  const toast = useToast();
  const now = useNow();
  if (!isCurrent(announcement, new Date(now))) return null;

  const confirm = async () => {
    setAsking(false);
    const refused = await end(announcement.id);
    if (refused !== null) toast({ status: "warn", text: refused.message });
  };

  return (
    <>
      <Button size="small" icon="remove" disabled={isBusy} onClick={() => setAsking(true)}>
        End
      </Button>
      <Dialog
        title="End this announcement?"
        note="It goes from every console at once. Mails and messages that were sent stay sent."
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button variant="danger" onClick={confirm}>
              End it
            </Button>
          </>
        }
      >
        <p className="break-words">“{announcement.message}”</p>
      </Dialog>
    </>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useFeedEvents } from "@/components/feed/use-feed";
import { Badge } from "@/components/ui/badge";
import { useNow } from "@/components/ui/clock";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { statusOfSeverity } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { type AnnouncementWire, isCurrent } from "@/lib/feed/announcement";
import { EndAnnouncement } from "./end-announcement";

/** The last announcements: what, who, when, and how each ended. */
export function AnnouncementList({ announcements }: { announcements: readonly AnnouncementWire[] }) {
  const router = useRouter();
  useFeedEvents(["broadcast"], () => router.refresh());
  return (
    <Panel title="History" note="the last 50">
      {announcements.length === 0 ? (
        <Empty kind="nothing-yet" title="Nothing was announced yet">
          What is announced stands above every page of every console until it expires.
        </Empty>
      ) : (
        <Table caption="Announcements" columns={COLUMNS} rows={announcements} keyOf={({ id }) => id} />
      )}
    </Panel>
  );
}

const COLUMNS: readonly Column<AnnouncementWire>[] = [
  { name: "Severity", cell: ({ severity }) => <Badge status={statusOfSeverity(severity)} /> },
  { name: "Message", cell: ({ message }) => <span className="block min-w-[200px] break-words">{message}</span> },
  { name: "By", cell: ({ announced_by }) => announced_by },
  { name: "At", cell: ({ created_at }) => <Time at={created_at} show="smart" /> },
  { name: "Shown", cell: (announcement) => <Standing announcement={announcement} /> },
  { name: "", align: "right", cell: (announcement) => <EndAnnouncement announcement={announcement} /> },
];

function Standing({ announcement }: { announcement: AnnouncementWire }) {
  const now = useNow();
  const { ended_at, ended_by, expires_at } = announcement;
  if (isCurrent(announcement, new Date(now)))
    return (
      <>
        until <Time at={expires_at} show="smart" />
      </>
    );
  if (ended_at === null)
    return (
      <>
        expired <Time at={expires_at} show="smart" />
      </>
    );
  return (
    <>
      ended by {ended_by} <Time at={ended_at} show="smart" />
    </>
  );
}

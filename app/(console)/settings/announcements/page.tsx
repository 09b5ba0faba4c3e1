import { AnnounceForm } from "@/components/announcements/announce-form";
import { AnnouncementList } from "@/components/announcements/announcement-list";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { Panel } from "@/components/ui/panel";
import { actorName } from "@/lib/access/schema";
import { ANNOUNCED_BY } from "@/lib/feed/announcement";
import { channelReadiness } from "@/lib/server/channel-readiness";
import { readAnnouncements } from "@/lib/server/services/announcements/list";
import { requireContext } from "@/lib/server/session";

export const metadata = { title: "Announce" };

export default async function AnnouncementsPage() {
  const ctx = await requireContext("house:admin");
  const offered = ANNOUNCED_BY.map((channel) => {
    const readiness = channelReadiness(channel);
    return { channel, unready: readiness.kind === "ready" ? null : readiness.reason };
  });
  return (
    <SettingsFrame section="/settings/announcements" actor={ctx.actor}>
      <Panel title="Announce" note="to every console">
        <AnnounceForm by={actorName(ctx.actor)} offered={offered} />
      </Panel>
      <AnnouncementList announcements={await readAnnouncements(ctx)} />
    </SettingsFrame>
  );
}

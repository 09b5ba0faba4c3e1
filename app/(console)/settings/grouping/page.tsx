import { GroupingPanel } from "@/components/settings/grouping-panel";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { isAllowed } from "@/lib/access/permissions";
import { findGrouping } from "@/lib/server/services/alerts/grouping";
import { requireContext } from "@/lib/server/session";

export const metadata = { title: "Grouping" };

export default async function GroupingPage() {
  const ctx = await requireContext("status:read");
  return (
    <SettingsFrame section="/settings/grouping" actor={ctx.actor}>
      <GroupingPanel grouping={await findGrouping(ctx.db)} mayChange={isAllowed(ctx.actor, "house:admin")} />
    </SettingsFrame>
  );
}

import { PreferencesForm } from "@/components/preferences/preferences-form";
import { Page } from "@/components/shell/page";
import { Callout } from "@/components/ui/callout";
import { actorName } from "@/lib/access/schema";
import { readChannels } from "@/lib/server/channel-readiness";
import { readPreferences } from "@/lib/server/services/preferences/read";
import { currentAccount, requireContext } from "@/lib/server/session";

export const metadata = { title: "Preferences" };

export default async function PreferencesPage() {
  const ctx = await requireContext("status:read");
  const [account, preferences] = await Promise.all([currentAccount(), readPreferences(ctx)]);
  const unready = Object.fromEntries(
    readChannels().flatMap(({ channel, reason }) => (reason ? [[channel, reason]] : [])),
  );
  return (
    <Page title="Preferences" note={account?.name ?? actorName(ctx.actor)}>
      {account?.role !== "admin" && (
        <Callout status="info">Alerts are mailed to admins only. What you choose here counts once you are one.</Callout>
      )}
      <PreferencesForm saved={preferences} accountEmail={account?.email ?? ""} unready={unready} />
    </Page>
  );
}

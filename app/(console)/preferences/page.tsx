import { DrillResults } from "@/components/on-call/drill-results";
import { WhyPagedLink } from "@/components/people/why-paged-link";
import { PreferencesBoard } from "@/components/preferences/preferences-board";
import { PushBrowsers } from "@/components/push/push-browsers";
import { Page } from "@/components/shell/page";
import { Callout } from "@/components/ui/callout";
import { isAllowed } from "@/lib/access/permissions";
import { actorName } from "@/lib/access/schema";
import { readBrowsers } from "@/lib/server/services/contacts/read-browsers";
import { readOwnDrills } from "@/lib/server/services/drills/list";
import { describeMoments } from "@/lib/server/services/preferences/describe-moments";
import { readAddresses } from "@/lib/server/services/preferences/list-addresses";
import { readPreferences } from "@/lib/server/services/preferences/read";
import { readMyChannels } from "@/lib/server/services/preferences/read-channels";
import { readDigest } from "@/lib/server/services/preferences/read-digest";
import { readStepAfterMine } from "@/lib/server/services/preferences/read-step-after-mine";
import { currentAccount, requireContext } from "@/lib/server/session";

export const metadata = { title: "Preferences" };

export default async function PreferencesPage() {
  const ctx = await requireContext("status:read");
  const account = await currentAccount();
  const { id, admin_user_id, next_quiet, created_at, updated_at, ...saved } = await readPreferences(ctx);
  const { channels, floors } = await readMyChannels(ctx);
  const [addresses, words, digest] = [await readAddresses(ctx), await describeMoments(ctx, {}), await readDigest(ctx)];
  return (
    <Page title="Preferences" note={account?.name ?? actorName(ctx.actor)} aside={<WhyPagedLink />}>
      {account?.role !== "admin" && (
        <Callout status="info">
          Alerts are told to admins, and to whom an escalation policy names. What you choose here counts for you then.
        </Callout>
      )}
      <PreferencesBoard
        saved={saved}
        accountEmail={account?.email ?? ""}
        channels={channels.map(({ lastTest, ...channel }) => ({
          ...channel,
          lastTest: lastTest === null ? null : { ...lastTest, at: lastTest.at.toISOString() },
        }))}
        floors={floors}
        maySendTests={isAllowed(ctx.actor, "house:admin")}
        addresses={addresses}
        words={words}
        digest={digest}
        step={await readStepAfterMine(ctx)}
      >
        <PushBrowsers initial={await readBrowsers(ctx)} />
        <DrillResults drills={await readOwnDrills(ctx)} />
      </PreferencesBoard>
    </Page>
  );
}

import { MeasurePanel } from "@/components/measures/measure-panel";
import { ChannelList } from "@/components/settings/channel-list";
import { GroupingPanel } from "@/components/settings/grouping-panel";
import { NewTokenForm } from "@/components/settings/new-token-form";
import { PasswordForm } from "@/components/settings/password-form";
import { ThresholdList } from "@/components/settings/threshold-list";
import { TokenPanel } from "@/components/settings/token-panel";
import { Page } from "@/components/shell/page";
import { KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";
import { isAllowed } from "@/lib/access/permissions";
import { tokenToWire } from "@/lib/access/token-wire";
import { readChannels } from "@/lib/server/channel-readiness";
import { describeHouse } from "@/lib/server/describe-house";
import { findGrouping } from "@/lib/server/services/alerts/grouping";
import { readMeasures, signingOf } from "@/lib/server/services/measures/list";
import { presentThresholds } from "@/lib/server/services/metrics/thresholds";
import { listVisibleTokens } from "@/lib/server/services/tokens/list";
import { requireContext } from "@/lib/server/session";

export const metadata = { title: "Settings" };

export default async function SettingsPage() {
  const ctx = await requireContext("status:read");
  const [tokens, thresholds] = await Promise.all([listVisibleTokens(ctx), presentThresholds(ctx)]);
  const mayMake = isAllowed(ctx.actor, "house:admin");
  return (
    <Page title="Settings">
      <TokenPanel
        tokens={tokens.map(tokenToWire)}
        making={
          mayMake ? (
            <NewTokenForm />
          ) : (
            <p className="p-[12px] text-text-3">Only an admin makes tokens: ask one for yours.</p>
          )
        }
      />
      {mayMake && <MeasurePanel measures={await readMeasures(ctx)} signing={signingOf()} />}
      <div className="grid gap-[12px] xl:grid-cols-2">
        <ChannelList lines={readChannels()} mayTest={mayMake} />
        <ThresholdList thresholds={thresholds} mayChange={mayMake} />
      </div>
      <GroupingPanel grouping={await findGrouping(ctx.db)} mayChange={mayMake} />
      {ctx.actor.kind === "account" && (
        <Panel title="Your password" note={ctx.actor.email}>
          <PasswordForm email={ctx.actor.email} />
        </Panel>
      )}
      <Panel title="House" note="from the environment; a restart takes up changes">
        <div className="p-[12px]">
          <KeyValues entries={describeHouse()} />
        </div>
      </Panel>
    </Page>
  );
}

import { CapsPanel } from "@/components/channels/caps-panel";
import { ChannelDetail } from "@/components/channels/channel-detail";
import { ChannelList } from "@/components/channels/channel-list";
import { ChannelLook } from "@/components/channels/channel-look";
import { CHANNEL_NAMES } from "@/components/channels/channel-words";
import { FailingBanner } from "@/components/channels/failing-banner";
import { RoutingPanel } from "@/components/channels/routing-panel";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { isAllowed } from "@/lib/access/permissions";
import type { ChannelId } from "@/lib/notifications/channel-state";
import { channelDetailToWire, channelToWire } from "@/lib/notifications/channel-wire";
import type { Context } from "@/lib/server/context";
import { readCaps } from "@/lib/server/services/channels/caps";
import { listChannels } from "@/lib/server/services/channels/list";
import { readChannel } from "@/lib/server/services/channels/read";
import { readRouting } from "@/lib/server/services/channels/routing";
import { composeLooks, findSample } from "@/lib/server/services/templates/sample";

const LIST = { href: "/settings/channels", word: "Channels" };

/** The channels, one of them beside the list for who may change it. `chosen` is null on the list's own page. */
export async function ChannelsView({ ctx, chosen }: { ctx: Context; chosen: ChannelId | null }) {
  const mayChange = isAllowed(ctx.actor, "house:admin");
  const [lines, routing, caps] = await Promise.all([listChannels(ctx), readRouting(ctx), readCaps(ctx)]);
  const channels = lines.map((line) => channelToWire(line, mayChange ? "with-words" : "without-words"));
  const shown = chosen ?? channels.find(({ state }) => state === "failing" || state === "slow")?.id ?? "email";
  const { defaults, is_default, rules_with_own_channels, ...floors } = routing;
  return (
    <SettingsFrame
      section="/settings/channels"
      actor={ctx.actor}
      banner={<FailingBanner channels={channels} />}
      {...(chosen !== null && { back: LIST, title: CHANNEL_NAMES[chosen] })}
    >
      <div className={chosen === null ? "channels channels-listed" : "channels"}>
        <div className="channels-list">
          <ChannelList channels={channels} current={shown} mayChange={mayChange} />
          <RoutingPanel
            routing={floors}
            defaults={defaults}
            isDefault={is_default}
            rules={rules_with_own_channels}
            unready={channels.flatMap(({ id, destination }) => (destination === null ? [id] : []))}
            mayChange={mayChange}
          />
          <CapsPanel caps={caps} mayChange={mayChange} />
        </div>
        {mayChange && <Detail ctx={ctx} channel={shown} />}
      </div>
    </SettingsFrame>
  );
}

async function Detail({ ctx, channel }: { ctx: Context; channel: ChannelId }) {
  const [detail, sample] = await Promise.all([readChannel(ctx, channel), findSample(ctx)]);
  const looks = sample && composeLooks(sample.source);
  return <ChannelDetail detail={channelDetailToWire(detail)} look={<ChannelLook channel={channel} looks={looks} />} />;
}

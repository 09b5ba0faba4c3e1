import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { ChannelWire } from "@/lib/notifications/channel-wire";
import { CHANNEL_NAMES } from "./channel-words";

/** Says that a configured channel does not deliver, since when, and what its provider says. */
export function FailingBanner({ channels }: { channels: readonly ChannelWire[] }) {
  const [failing, ...others] = channels.filter(({ state }) => state === "failing");
  if (failing === undefined) return null;
  const { id, since, last_message, last_test, refused_24h } = failing;
  const newest =
    last_test !== null && (last_message === null || last_test.at > last_message.at) ? last_test : last_message;
  return (
    <Banner
      status="crit"
      title={`${CHANNEL_NAMES[id]} does not deliver`}
      actions={<ButtonLink href={`/settings/channels/${id}#failing`}>Show calls</ButtonLink>}
    >
      {since !== null && (
        <>
          Since <Time at={since} show="smart" />.{" "}
        </>
      )}
      {refused_24h > 0 && `${refused_24h === 1 ? "One call was" : `${refused_24h} calls were`} refused in 24 h. `}
      {newest?.response ? `It was told: ${newest.response.slice(0, 120)}. ` : ""}
      {others.length > 0 && `Also failing: ${others.map((other) => CHANNEL_NAMES[other.id]).join(", ")}.`}
    </Banner>
  );
}

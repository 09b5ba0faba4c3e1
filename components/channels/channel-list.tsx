import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { toRoute } from "@/components/ui/route";
import { Time } from "@/components/ui/time";
import { describeChannels } from "@/lib/notifications/channel-state";
import type { ChannelWire } from "@/lib/notifications/channel-wire";
import { CHANNEL_ICONS, CHANNEL_NAMES, STATE_LOOKS } from "./channel-words";
import { HandoverWords } from "./handover-words";
import { SendTest } from "./send-test";
import { TestAll } from "./test-all";

interface ChannelListProps {
  channels: readonly ChannelWire[];
  current: string | null;
  /** An admin tests channels and opens them. */
  mayChange: boolean;
}

/** Every way out of the house: how it is, where it goes, what came of the last test. */
export function ChannelList({ channels, current, mayChange }: ChannelListProps) {
  return (
    <Panel
      title="Channels"
      note={describeChannels(channels.map(({ state }) => state))}
      aside={mayChange ? <TestAll /> : undefined}
    >
      <div className="channel-row channel-head" aria-hidden="true">
        <span />
        <span>Channel</span>
        <span>State</span>
        <span>Where, last test</span>
        <span className="text-right">Sent, 24 h</span>
        <span />
      </div>
      <ul className="rows">
        {channels.map((channel) => (
          <ChannelRow key={channel.id} channel={channel} isCurrent={channel.id === current} mayChange={mayChange} />
        ))}
      </ul>
    </Panel>
  );
}

interface ChannelRowProps {
  channel: ChannelWire;
  isCurrent: boolean;
  mayChange: boolean;
}

function ChannelRow({ channel, isCurrent, mayChange }: ChannelRowProps) {
  const { id, state, since } = channel;
  const { status, word } = STATE_LOOKS[state];
  const canTest =
    mayChange && id !== "feed" && (state === "on" || state === "ready" || state === "slow" || state === "failing");
  return (
    <li className={isCurrent ? "channel-row channel-current" : "channel-row"}>
      <Icon name={CHANNEL_ICONS[id]} size={17} className="text-text-2" />
      <div className="min-w-0">
        <NameOf channel={channel} isCurrent={isCurrent} mayChange={mayChange} />
        <small className="mono">{id}</small>
      </div>
      <div className="channel-state">
        <Badge status={status} word={word} />
        {since !== null && (
          <small className="text-crit">
            since <Time at={since} show="smart" />
          </small>
        )}
      </div>
      <Where channel={channel} />
      <Sent channel={channel} />
      <span className="channel-test">{canTest && <SendTest channel={id} name={CHANNEL_NAMES[id]} />}</span>
    </li>
  );
}

function NameOf({ channel: { id }, isCurrent, mayChange }: ChannelRowProps) {
  if (!mayChange) return <b>{CHANNEL_NAMES[id]}</b>;
  return (
    <Link
      href={toRoute(`/settings/channels/${id}`)}
      scroll={false}
      className="channel-name"
      aria-current={isCurrent ? "true" : undefined}
    >
      {CHANNEL_NAMES[id]}
    </Link>
  );
}

function Where({ channel }: { channel: ChannelWire }) {
  const { id, state, destination, variables, last_test, last_message, usual_ms } = channel;
  if (destination === null)
    return (
      <div className="channel-where">
        <span className="text-text-2">{state === "switched-off" ? "Remove, then restart" : "Set, then restart"}</span>
        <span className="flex flex-wrap gap-[4px]">
          {variables.map((name) => (
            <code key={name} className="code-chip">
              {name}
            </code>
          ))}
        </span>
      </div>
    );
  const newest = newerOf(last_test, last_message);
  return (
    <div className="channel-where">
      <span>{destination}</span>
      <small>
        {newest === null ? (
          <span className="text-text-3">
            {id === "feed" || id === "log" ? "always on" : "nothing was sent by it yet"}
          </span>
        ) : (
          <HandoverWords
            handover={newest}
            what={newest === last_test ? "Test" : "Message"}
            usualMs={usual_ms}
            state={state}
          />
        )}
      </small>
    </div>
  );
}

function newerOf(test: ChannelWire["last_test"], message: ChannelWire["last_message"]) {
  if (test === null || message === null) return test ?? message;
  return test.at > message.at ? test : message;
}

/** "61", and "0 of 6" where some were refused; a channel that cannot be used sends nothing. */
function Sent({ channel: { id, destination, delivered_24h, refused_24h } }: { channel: ChannelWire }) {
  if (id === "feed" || destination === null) return <span className="channel-sent" />;
  const all = delivered_24h + refused_24h;
  return (
    <span className="channel-sent">
      {refused_24h === 0 ? delivered_24h : `${delivered_24h} of ${all}`}
      <span className="md:hidden"> in 24 h</span>
    </span>
  );
}

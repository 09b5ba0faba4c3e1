import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { StatusIcon } from "@/components/ui/status-icon";
import type { ChannelDetailWire } from "@/lib/notifications/channel-wire";
import { CHANNEL_ICONS, CHANNEL_NAMES, STATE_LOOKS } from "./channel-words";
import { Deliveries } from "./deliveries";
import { HandoverWords } from "./handover-words";
import { SendTest } from "./send-test";

interface ChannelDetailProps {
  detail: ChannelDetailWire;
  /** What a message by it looks like. */
  look: ReactNode;
}

/** One channel: configuration, last test, what it looks like, last deliveries, and the calls that failed. */
export function ChannelDetail({ detail, look }: ChannelDetailProps) {
  const { id, state, reason, attempts, refusals, tests } = detail;
  const { status, word } = STATE_LOOKS[state];
  const name = CHANNEL_NAMES[id];
  return (
    <section className="panel channel-detail" aria-label={name}>
      <header className="panel-head">
        <Icon name={CHANNEL_ICONS[id]} size={16} className="text-text-2" />
        <h2>{name}</h2>
        <div className="panel-aside">
          <Badge status={status} word={word} />
        </div>
      </header>
      {reason !== null && <p className="p-[12px] text-text-2">{sentence(reason)}</p>}
      <Configuration detail={detail} />
      {id !== "feed" && reason === null && <LastTest detail={detail} name={name} />}
      <h3 className="channel-h3">What it looks like</h3>
      <div className="px-[12px] pb-[12px]">{look}</div>
      {refusals.length > 0 && (
        <>
          <h3 className="channel-h3 scroll-mt-[60px]" id="failing">
            Calls that failed
          </h3>
          <Deliveries caption={`Failed calls of ${name}`} attempts={refusals} tests={[]} shows="words" />
        </>
      )}
      {id !== "feed" && (
        <>
          <h3 className="channel-h3">Last deliveries</h3>
          <Deliveries caption={`Last deliveries by ${name}`} attempts={attempts} tests={tests} shows="durations" />
        </>
      )}
    </section>
  );
}

function Configuration({ detail: { id, configuration } }: { detail: ChannelDetailWire }) {
  if (configuration.length === 0)
    return (
      <p className="p-[12px] text-text-2">
        The live feed needs no configuration: every open console hears of every alert its person may see.
      </p>
    );
  return (
    <dl className="channel-variables" aria-label={`Configuration of ${CHANNEL_NAMES[id]}`}>
      {configuration.map(({ name, what, shown }) => (
        <div key={name}>
          <dt>{what}</dt>
          <dd>
            <span className={shown === null ? "text-text-3" : "mono text-text-1"}>{shown ?? "not set"}</span>
            <code className="code-chip">{name}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function LastTest({
  detail: { id, state, last_test, usual_ms, tests },
  name,
}: {
  detail: ChannelDetailWire;
  name: string;
}) {
  const by = tests[0]?.by;
  const isBad = last_test !== null && !last_test.delivered;
  return (
    <div className="channel-last-test">
      <StatusIcon status={last_test === null ? "unk" : isBad ? "crit" : "ok"} size={16} />
      <span className="min-w-0 flex-1 leading-[18px]">
        {last_test === null ? (
          "Not tested yet"
        ) : (
          <HandoverWords handover={last_test} what="Test" usualMs={usual_ms} state={isBad ? "failing" : state} />
        )}
        {last_test !== null && (
          <small className="block text-12 text-text-3 [overflow-wrap:anywhere]">
            {last_test.delivered && last_test.response}
            {by !== undefined && ` by ${by}`}
          </small>
        )}
      </span>
      <SendTest channel={id} name={`${name} now`} size="medium" />
    </div>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

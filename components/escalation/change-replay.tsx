"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { CHANNEL_NAMES } from "@/components/channels/channel-words";
import { changeReplay } from "@/components/queries";
import { useSettled } from "@/components/silences/use-settled";
import { Icon } from "@/components/ui/icon";
import { toRoute } from "@/components/ui/route";
import { Time } from "@/components/ui/time";
import type { DifferenceWire } from "@/lib/replay/difference-wire";

interface ChangeReplayProps {
  /** The unsaved edit as `POST /escalation/replay` takes it; null where nothing is changed. */
  change: object | null;
}

/** Each letter is not worth a replay. */
const SETTLED_MS = 900;

/** What an edit would have done to the messages of the last 30 days, before it is saved. */
export function ChangeReplay({ change }: ChangeReplayProps) {
  const asked = useSettled(change === null ? "" : JSON.stringify(change), SETTLED_MS);
  const { data, error, isFetching } = useQuery({ ...changeReplay(asked), enabled: asked !== "" });
  if (change === null || asked === "") return null;
  return (
    <section className="change-replay" aria-label="What this edit would have changed" aria-busy={isFetching}>
      <p aria-live="polite">
        <Icon name="retry" size={14} />
        <span>{wordsOf({ data, error })}</span>
      </p>
      {data !== undefined && data.lost + data.moved + data.added > 0 && <Examples data={data} />}
      <p className="change-replay-note">
        The settings of now are compared with the edit, over stored alerts, each by itself.
        {data?.is_cut && ` Only the newest ${data.alerts} alerts are replayed.`}
      </p>
    </section>
  );
}

function wordsOf({ data, error }: { data: DifferenceWire | undefined; error: Error | null }): string {
  if (data !== undefined) return data.sentence;
  return error === null ? "Replaying the last 30 days…" : `It cannot be replayed yet: ${error.message}`;
}

function Examples({ data }: { data: DifferenceWire }) {
  return (
    <details>
      <summary>Which messages</summary>
      <ul className="change-replay-people">
        {data.by_recipient.map(({ recipient, name, channel, lost, moved, added }) => (
          <li key={`${channel} ${recipient}`}>
            {recipient === "channel" ? CHANNEL_NAMES[channel] : `${name}, ${CHANNEL_NAMES[channel]}`}: {lost} lost,{" "}
            {moved} moved, {added} added
          </li>
        ))}
      </ul>
      <ul>
        {data.examples.map((example) => (
          <Example
            key={`${example.alert_id} ${example.channel} ${example.recipient} ${example.occasion}`}
            {...example}
          />
        ))}
      </ul>
    </details>
  );
}

function Example(example: DifferenceWire["examples"][number]) {
  const { kind, alert_id, title, recipient, name, channel, before, after, reason } = example;
  const way = recipient === "channel" ? CHANNEL_NAMES[channel] : `${CHANNEL_NAMES[channel]} to ${name}`;
  return (
    <li>
      <b>{kind}</b>{" "}
      <Link className="link" href={toRoute(`/alerts/${alert_id}`)}>
        A-{alert_id}
      </Link>{" "}
      {title}, {way}: {before === null ? "never" : <Time at={before} show="moment" />} →{" "}
      {after === null ? "never" : <Time at={after} show="moment" />} ({reason})
    </li>
  );
}

"use client";

import { useState } from "react";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { StatusIcon } from "@/components/ui/status-icon";
import { Time } from "@/components/ui/time";
import { FEED_TOPICS, type FeedEvent } from "@/lib/feed/schema";
import { chooseEvents } from "./choose-events";
import { feedLine } from "./feed-line";

const SHOWN = 12;

/** What happens, as it happens, by topic. */
export function FeedPanel({ events }: { events: readonly FeedEvent[] }) {
  const [topic, setTopic] = useState("news");
  const shown = chooseEvents(events, topic);
  return (
    <Panel title="Live feed" className="flex-1" aside={<TopicChoice topic={topic} onChoose={setTopic} />}>
      {shown.length === 0 ? (
        <Empty kind={topic === "news" ? "nothing-yet" : "filtered"} title="Nothing of this yet">
          Events show here the moment they happen.
        </Empty>
      ) : (
        <ol className="rows py-[4px]" aria-label="Newest first">
          {shown.slice(0, SHOWN).map((event) => (
            <FeedRow key={event.id} event={event} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function FeedRow({ event }: { event: FeedEvent }) {
  const { status, subject, text } = feedLine(event);
  return (
    <li className="feed-row feed-row-new">
      <Time at={event.at} />
      <StatusIcon status={status} />
      <span>
        <b>{subject}</b> {text}
      </span>
    </li>
  );
}

function TopicChoice({ topic, onChoose }: { topic: string; onChoose: (topic: string) => void }) {
  return (
    <label className="chip">
      <Icon name="filter" size={12} />
      <span className="sr-only">Topic</span>
      <select value={topic} onChange={(event) => onChoose(event.target.value)} className="cursor-pointer bg-surface-1">
        <option value="news">what changed</option>
        <option value="all">all topics</option>
        {FEED_TOPICS.filter((name) => name !== "debug").map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

"use client";

import { ANNOUNCED_BY, type AnnouncedBy } from "@/lib/feed/announcement";

export interface OfferedChannel {
  channel: AnnouncedBy;
  /** Why it cannot be used, with the variables to set; null where it can. */
  unready: string | null;
}

interface ChannelBoxesProps {
  offered: readonly OfferedChannel[];
  chosen: readonly AnnouncedBy[];
  onChange: (chosen: AnnouncedBy[]) => void;
}

const WORD: Record<AnnouncedBy, string> = { email: "E-mail to everybody", slack: "Slack" };

/** By what else it is told; a channel that is not configured says what to set. */
export function ChannelBoxes({ offered, chosen, onChange }: ChannelBoxesProps) {
  const toggle = (channel: AnnouncedBy, isChosen: boolean) =>
    onChange(ANNOUNCED_BY.filter((one) => (one === channel ? isChosen : chosen.includes(one))));
  return (
    <fieldset className="grid gap-[6px]">
      <legend className="label">Told as well by</legend>
      {offered.map(({ channel, unready }) => (
        <label key={channel} className="flex items-start gap-[8px]">
          <input
            type="checkbox"
            className="mt-[3px]"
            disabled={unready !== null}
            checked={chosen.includes(channel)}
            onChange={({ target }) => toggle(channel, target.checked)}
          />
          <span>
            {WORD[channel]}
            {unready !== null && <span className="block text-12 text-text-3">{`Not possible: ${unready}.`}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { momentWords } from "@/components/queries";
import { useSettled } from "@/components/silences/use-settled";
import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { MomentsWire } from "@/lib/preferences/moments";
import { isPersonal } from "@/lib/preferences/schema";
import type { PreferencesWire } from "@/lib/preferences/wire";
import { CHANNEL_WORDS } from "./channel-words";

const SETTLES_MS = 300;

interface WordsPanelProps {
  draft: PreferencesWire;
  isDirty: boolean;
  /** Of what is saved. */
  saved: MomentsWire;
}

/** What the preferences mean on a Sunday night, as the deciding function itself says; also of what is not saved yet. */
export function WordsPanel({ draft, isDirty, saved }: WordsPanelProps) {
  const body = useSettled(JSON.stringify(draft), SETTLES_MS);
  const asked = useQuery({ ...momentWords(body), enabled: isDirty });
  const words = (isDirty ? asked.data : undefined) ?? saved;
  return (
    <Panel title="In plain words" note={isDirty ? "as it would be once saved" : undefined}>
      <div className="grid gap-[8px] p-[12px] text-14 text-text-2" aria-live="polite">
        <p>
          At <b className="font-semibold text-text-1">03:10 on a Sunday</b> <Sentence words={lowered(words.critical)} />{" "}
          <Sentence words={words.warning} />
        </p>
        {words.not_by.length > 0 && (
          <ul className="grid gap-[2px] text-12 text-text-3">
            {words.not_by.map(({ channel, reason }) => (
              <li key={channel}>
                Not by {isPersonal(channel) ? CHANNEL_WORDS[channel].inSentence : channel}: {reason}.
              </li>
            ))}
          </ul>
        )}
        <p>
          <ButtonLink
            href={`/escalation?${new URLSearchParams({ time: "03:10", zone: words.zone })}`}
            size="small"
            icon="clock"
          >
            Try another moment
          </ButtonLink>
        </p>
      </div>
    </Panel>
  );
}

function lowered(words: string): string {
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

const MARKED = /(critical|warning|after \d+ min|until \d\d:\d\d)/;
const LOOKS: Record<string, string> = { critical: "st-crit", warning: "st-warn" };

/** A sentence with its severity and its waits in weight. */
function Sentence({ words }: { words: string }) {
  return words.split(MARKED).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <b key={`${part} ${words.indexOf(part)}`} className={`font-semibold ${LOOKS[part] ?? "text-text-1"}`}>
        {part}
      </b>
    ),
  );
}

import { CHANNELS as WORDS } from "@/components/alerts/people-told";
import { FacetChip } from "@/components/ui/chip";
import { SegmentedLinks } from "@/components/ui/segmented";
import { Tabs } from "@/components/ui/tabs";
import { OUTCOME_KINDS, type OutcomeKind } from "@/lib/notifications/outcome";
import { CHANNELS, type Channel } from "@/lib/rules/schema";

/** What of a person's decisions is shown; all of it is in the address. */
export interface ShownTellings {
  outcome?: OutcomeKind | undefined;
  channel?: Channel | undefined;
  days: number;
  offset: number;
}

const OUTCOME_WORDS: Record<OutcomeKind, string> = { told: "Told", held: "Held", "not-told": "Not told" };
const PERIODS = [7, 30, 90];
/** Those that can concern one person. */
const PERSONAL: readonly Channel[] = ["email", "slack", "sms", "push"];
const DEFAULT_DAYS = 30;

/** The address of a person's page with these filters; what is usual is left out. */
export function hrefOf(id: number, { outcome, channel, days, offset }: ShownTellings): string {
  const query = new URLSearchParams();
  if (outcome !== undefined) query.set("outcome", outcome);
  if (channel !== undefined) query.set("channel", channel);
  if (days !== DEFAULT_DAYS) query.set("days", String(days));
  if (offset > 0) query.set("offset", String(offset));
  return `/people/${id}${query.size === 0 ? "" : `?${query}`}`;
}

interface TellingFiltersProps {
  id: number;
  shown: ShownTellings;
  counts: Record<OutcomeKind, number>;
}

export function TellingFilters({ id, shown, counts }: TellingFiltersProps) {
  const href = (change: Partial<ShownTellings>) => hrefOf(id, { ...shown, offset: 0, ...change });
  const all = OUTCOME_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  return (
    <div className="flex flex-wrap items-center gap-x-[16px] gap-y-[8px]">
      <Tabs
        label="Outcome"
        tabs={[
          { word: "All", href: href({ outcome: undefined }), current: shown.outcome === undefined, count: all },
          ...OUTCOME_KINDS.map((kind) => ({
            word: OUTCOME_WORDS[kind],
            href: href({ outcome: kind }),
            current: shown.outcome === kind,
            count: counts[kind],
          })),
        ]}
      />
      <div className="flex flex-wrap gap-[6px]">
        {CHANNELS.filter((channel) => PERSONAL.includes(channel)).map((channel) => (
          <FacetChip
            key={channel}
            word={WORDS[channel].word}
            icon={WORDS[channel].icon}
            active={shown.channel === channel}
            href={href({ channel: shown.channel === channel ? undefined : channel })}
          />
        ))}
      </div>
      <SegmentedLinks
        label="Period"
        segments={PERIODS.map((days) => ({
          word: `${days} d`,
          href: href({ days }),
          current: shown.days === days,
        }))}
      />
    </div>
  );
}

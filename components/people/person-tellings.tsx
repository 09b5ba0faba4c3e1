import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import type { TellingsWire } from "@/lib/notifications/telling-wire";
import { hrefOf, type ShownTellings, TellingFilters } from "./telling-filters";
import { TellingList } from "./telling-list";

interface PersonTellingsProps {
  tellings: TellingsWire;
  shown: ShownTellings;
  isOwn: boolean;
}

/** A person's alerts with what came of each and why, narrowed by outcome, channel and period. */
export function PersonTellings({ tellings, shown, isOwn }: PersonTellingsProps) {
  const { account, alerts, counts, next_offset } = tellings;
  const isNarrowed = shown.outcome !== undefined || shown.channel !== undefined;
  return (
    <>
      <TellingFilters id={account.id} shown={shown} counts={counts} />
      <Panel
        title={isOwn ? "Why you were, or were not, paged" : `Why ${account.name} was, or was not, paged`}
        note="newest first; open one for every gate on the way"
        foot={<Pages id={account.id} shown={shown} next={next_offset} />}
      >
        {alerts.length === 0 ? <Nothing isNarrowed={isNarrowed} id={account.id} /> : <TellingList alerts={alerts} />}
      </Panel>
    </>
  );
}

function Nothing({ isNarrowed, id }: { isNarrowed: boolean; id: number }) {
  if (isNarrowed)
    return (
      <Empty
        kind="filtered"
        title="Nothing of that kind"
        step={<ButtonLink href={`/people/${id}`}>Show all decisions</ButtonLink>}
      >
        No decision of this period has that outcome and channel.
      </Empty>
    );
  return (
    <Empty kind="good" title="No alert in this period">
      As soon as one is raised, what was decided stands here with its reason.
    </Empty>
  );
}

function Pages({ id, shown, next }: { id: number; shown: ShownTellings; next: number | null }) {
  return (
    <div className="flex gap-[8px]">
      {shown.offset > 0 && (
        <ButtonLink size="small" href={hrefOf(id, { ...shown, offset: 0 })}>
          Newest
        </ButtonLink>
      )}
      {next !== null && (
        <ButtonLink size="small" href={hrefOf(id, { ...shown, offset: next })}>
          Older
        </ButtonLink>
      )}
      {shown.offset === 0 && next === null && <span className="text-text-3">That is all of this period.</span>}
    </div>
  );
}

import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { Reachability } from "@/lib/on-call/drill-wire";
import { CHANNEL_WORDS, DrillBadge } from "./drill-badge";

/** How the last drill reached everybody who can be on call; for admins. */
export function ReachabilityPanel({ people }: { people: readonly Reachability[] }) {
  const red = people.filter(({ drills }) => drills.some(({ outcome }) => outcome === "failed")).length;
  return (
    <Panel
      title="Reachability"
      note={red === 0 ? "the weekly drill" : `${red} of ${people.length} not by every channel`}
    >
      {people.length === 0 ? (
        <Empty kind="nothing-yet" title="Nobody can be on call">
          Operators, security and admins can: add an account.
        </Empty>
      ) : (
        <ul className="rows">
          {people.map((person) => (
            <li key={person.account_id}>
              <PersonRow person={person} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function PersonRow({ person: { name, drills } }: { person: Reachability }) {
  return (
    <div className="flex flex-wrap items-center gap-x-[14px] gap-y-[4px] px-[12px] py-[8px]">
      <b className="min-w-[140px] flex-1 truncate font-medium">{name}</b>
      {drills.length === 0 && <span className="text-12 text-text-2">no channel was drilled yet</span>}
      {drills.map((drill) => (
        <span key={drill.id} className="inline-flex items-center gap-[6px] text-12" title={drill.response ?? undefined}>
          {CHANNEL_WORDS[drill.channel]} <DrillBadge outcome={drill.outcome} />
          <span className="text-text-3">
            <Time at={drill.at} show="smart" />
          </span>
        </span>
      ))}
    </div>
  );
}

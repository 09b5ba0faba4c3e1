import Link from "next/link";
import { titleOf } from "@/components/alerts/describe-alert";
import { formatDuration } from "@/components/ui/duration";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { toRoute } from "@/components/ui/route";
import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { Age, Time } from "@/components/ui/time";
import type { HiddenAlert } from "@/lib/silences/wire";

const SHOWN = 20;

/** What was not told in the last day, and by what it was hidden. */
export function HiddenLately({ hidden }: { hidden: readonly HiddenAlert[] }) {
  return (
    <Panel title="Hidden in the last 24 h" note="recorded, not told" aside={<span>{hidden.length}</span>}>
      {hidden.length === 0 ? (
        <Empty kind="good" title="Nothing was hidden">
          Every alert of the last 24 h was told as its rule says.
        </Empty>
      ) : (
        <ul className="rows">
          {hidden.slice(0, SHOWN).map((one) => (
            <li key={`${one.alert.id} ${one.at}`}>
              <HiddenRow {...one} />
            </li>
          ))}
          {hidden.length > SHOWN && <li className="p-[12px] text-text-3">and {hidden.length - SHOWN} before these</li>}
        </ul>
      )}
    </Panel>
  );
}

function HiddenRow({ alert, at, by, until }: HiddenAlert) {
  return (
    <div className="grid grid-cols-[48px_minmax(0,1fr)_auto] items-center gap-x-[10px] px-[12px] py-[7px] md:grid-cols-[48px_minmax(0,1fr)_minmax(0,1fr)_110px]">
      <span className="mono text-12 text-text-3">
        <Time at={at} show="minute" />
      </span>
      <span className="flex min-w-0 items-center gap-[8px]">
        <StatusIcon status={statusOfSeverity(alert.severity)} size={14} label={alert.severity} />
        <Link href={toRoute(`/alerts/${alert.id}`)} className="truncate underline decoration-line-2">
          {titleOf(alert)}
        </Link>
      </span>
      <span className="truncate text-text-2 max-md:col-span-2 max-md:col-start-2 max-md:row-start-2 max-md:text-12">
        {by}
      </span>
      <span className="whitespace-nowrap text-right text-text-2">
        {until === null ? (
          <>
            <Age at={at} />, still on
          </>
        ) : (
          formatDuration(new Date(until).getTime() - new Date(at).getTime())
        )}
      </span>
    </div>
  );
}

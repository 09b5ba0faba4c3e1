import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { type ChannelHops, GOALS, HOPS, type Hop, type Percentiles } from "@/lib/notifications/hops";
import { formatLatency, HOP_WORDS } from "./latency";

/** Each hop's 95th of 100 as a bar against the goal, the whole way last; the other percentiles beside it. */
export function HopBars({ all }: { all: ChannelHops | undefined }) {
  return (
    <Panel
      title="Hops"
      note={`goal: 95 of 100 within ${formatLatency(GOALS.p95)}, 99 within ${formatLatency(GOALS.p99)}`}
    >
      {all === undefined ? (
        <Empty kind="nothing-yet" title="Nothing was told in this time">
          Once an alert is told, each hop of its way is measured here.
        </Empty>
      ) : (
        <ul className="rows">
          {HOPS.map((hop) => (
            <HopRow key={hop} hop={hop} took={all.hops[hop]} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function HopRow({ hop, took }: { hop: Hop; took: Percentiles }) {
  const { name, about } = HOP_WORDS[hop];
  const p95 = took.p95 ?? 0;
  const colour = p95 >= GOALS.p95 ? "bg-crit" : "bg-brand-solid";
  return (
    <li className="px-[12px] py-[8px]">
      <div className="flex flex-wrap items-baseline justify-between gap-x-[12px]">
        <span>
          <b className="font-medium">{name}</b> <span className="text-text-2">{about}</span>
        </span>
        <span className="text-text-2">
          half within {formatLatency(took.p50)}, 95 of 100 within{" "}
          <b className="text-text-1">{formatLatency(took.p95)}</b>, 99 within {formatLatency(took.p99)}
        </span>
      </div>
      <div className="mt-[6px] h-[4px] bg-surface-3" aria-hidden>
        <div className={`h-full ${colour}`} style={{ width: `${Math.min(100, (p95 / GOALS.p95) * 100)}%` }} />
      </div>
    </li>
  );
}

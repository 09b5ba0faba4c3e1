import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { WindowToCome } from "@/lib/silences/wire";
import { DayScale } from "./day-scale";

const SPAN_MS = 14 * 24 * 3_600_000;
const LISTED = 3;

/** When what is planned or repeats hides in the next two weeks, drawn on one scale of time and said in words. */
export function WindowsToCome({ windows, at }: { windows: readonly WindowToCome[]; at: string }) {
  return (
    <Panel title="Windows to come" note="14 days, in your time">
      {windows.length === 0 ? (
        <Empty kind="nothing-yet" title="No window is planned">
          Maintenance that repeats is made once, with “repeat”.
        </Empty>
      ) : (
        <div className="grid gap-[10px] p-[12px]">
          <DayScale at={at} spanMs={SPAN_MS} row={ROW} />
          {windows.map((window) => (
            <WindowRow key={window.id} window={window} at={at} />
          ))}
        </div>
      )}
    </Panel>
  );
}

const ROW = "grid gap-x-[12px] gap-y-[4px] md:grid-cols-[200px_minmax(0,1fr)]";

function WindowRow({ window: { reason, schedule, occurrences }, at }: { window: WindowToCome; at: string }) {
  const now = new Date(at).getTime();
  const place = (instant: string) => Math.min(100, Math.max(0, (100 * (new Date(instant).getTime() - now)) / SPAN_MS));
  return (
    <div className={ROW}>
      <div className="min-w-0">
        <p className="truncate font-medium">{reason}</p>
        <p className="text-12 text-text-3">{schedule}</p>
      </div>
      <div className="min-w-0">
        <div className="silence-track" aria-hidden>
          {occurrences.map(({ from, to }) => (
            <span key={from} style={{ left: `${place(from)}%`, width: `${Math.max(0.6, place(to) - place(from))}%` }} />
          ))}
        </div>
        <p className="mt-[4px] flex flex-wrap gap-x-[12px] text-12 text-text-2">
          {occurrences.length === 0 && "None in 14 days"}
          {occurrences.slice(0, LISTED).map(({ from, to }) => (
            <span key={from}>
              <Time at={from} show="moment" /> to <Time at={to} show="minute" />
            </span>
          ))}
          {occurrences.length > LISTED && <span>and {occurrences.length - LISTED} more</span>}
        </p>
      </div>
    </div>
  );
}

import { drawTape } from "./draw-tape";
import type { Status } from "./status";
import { TapeHours } from "./tape-hours";
import type { Instant } from "./time";

interface TapeProps {
  /** Oldest first, one a 5 min, the last one now; 288 for a day. */
  cells: readonly Status[];
  endsAt: Instant;
  /** `89.6 % well`. */
  share: string;
}

const COLOURS: Record<Status, string> = {
  ok: "var(--brand-solid)",
  info: "var(--brand-solid)",
  unk: "var(--unk)",
  warn: "var(--warn)",
  crit: "var(--crit)",
  emer: "var(--emer)",
};

/** The last 24 h in cells of 5 min: height and colour both carry the state. */
export function Tape({ cells, endsAt, share }: TapeProps) {
  return (
    <div className="tape">
      <div className="tape-name">
        Last 24 h<small>{share}</small>
      </div>
      <div className="tape-cells">
        <div>
          <svg
            viewBox={`0 0 ${cells.length} 20`}
            preserveAspectRatio="none"
            role="img"
            aria-label={`State of the last 24 hours: ${share}`}
          >
            {drawTape(cells).map(({ status, when, path }) => (
              <path key={`${status}-${when}`} d={path} fill={COLOURS[status]} fillOpacity={opacity(status, when)} />
            ))}
          </svg>
          <TapeHours endsAt={endsAt} />
        </div>
      </div>
    </div>
  );
}

/** What has ended is drawn at 78 %, the present state in full. */
function opacity(status: Status, when: "ended" | "present"): number {
  return when === "present" || status === "ok" ? 1 : 0.78;
}

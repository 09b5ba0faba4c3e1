import { plotSpark } from "./plot-spark";
import type { Status } from "./status";

export interface SparklineProps {
  /** Oldest first; `null` is a gap. */
  points: readonly (number | null)[];
  /** The same span a week before, drawn faint. */
  ghost?: readonly (number | null)[];
  limit?: number | null;
  /** The state of the last point; from `breachFrom` on the line takes its colour. */
  status?: Status;
  /** Index of the first breaching point. */
  breachFrom?: number;
  tone?: "series" | "money" | "quiet";
  height?: number;
}

const TONES = { series: "var(--c1)", money: "var(--money)", quiet: "var(--text-3)" } as const;

/** A line without axes, drawn on the server: no JavaScript. Its meaning stands in words beside it. */
export function Sparkline({ status = "ok", breachFrom, tone = "series", height = 34, ...rest }: SparklineProps) {
  const { line, ghost, breach, limitY, end } = plotSpark({ ...rest, height, breachFrom });
  const isBreach = breach !== null && (status === "warn" || status === "crit" || status === "emer");
  const calm = isBreach && tone === "series" ? "var(--text-2)" : TONES[tone];
  const strong = isBreach ? `var(--${status})` : calm;
  return (
    <svg className="spark" height={height} aria-hidden>
      <svg
        width="97%"
        height={height}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        overflow="visible"
        aria-hidden
      >
        {isBreach && <rect x={breach.x} width={100 - breach.x} height={height} fill={strong} fillOpacity=".14" />}
        {limitY !== null && (
          <line
            x1="0"
            x2="100"
            y1={limitY}
            y2={limitY}
            stroke={limitColour(status)}
            strokeDasharray="3 3"
            strokeOpacity=".75"
          />
        )}
        {ghost && <path d={ghost} fill="none" stroke="var(--ghost)" strokeWidth="1" />}
        <path d={line} fill="none" stroke={calm} strokeWidth="1.4" strokeLinejoin="round" />
        {isBreach && <path d={breach.line} fill="none" stroke={strong} strokeWidth="1.9" strokeLinejoin="round" />}
      </svg>
      {end !== null && <circle cx="97%" cy={end} r="2.4" fill={strong} />}
    </svg>
  );
}

function limitColour(status: Status): string {
  return status === "warn" || status === "emer" ? `var(--${status})` : "var(--crit)";
}

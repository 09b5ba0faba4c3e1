import Link from "next/link";
import type { ReactNode } from "react";
import { Badge, StaleBadge } from "./badge";
import { Delta, type DeltaProps } from "./delta";
import { toRoute } from "./route";
import { Sparkline, type SparklineProps } from "./sparkline";
import type { Status } from "./status";

/** Tiles share one frame and are divided by hairlines. */
export function TileLedger({ label, tiles = 6, children }: { label: string; tiles?: number; children: ReactNode }) {
  return (
    <section className="ledger" aria-label={label} style={{ "--tiles": tiles }}>
      <h2 className="sr-only">{label}</h2>
      {children}
    </section>
  );
}

export interface MetricTileProps {
  name: string;
  /** `null` where there is no sample: an empty window is not zero. */
  figure: string | null;
  unit?: string;
  kind?: "money" | "plain";
  /** Left out where the figure has no limit to be judged by. */
  status?: Status;
  word?: string;
  delta?: DeltaProps;
  /** What the delta compares with, or what the figure is made of. */
  comparison?: ReactNode;
  spark?: SparklineProps;
  /** Foot, left: `limit 1,000 ms`. */
  limit?: string;
  /** Foot, right (head, where there is no state): the age of the figure. */
  age?: ReactNode;
  /** Past its time to live: how old, and when it was taken. */
  stale?: { age: string; at: ReactNode };
  size?: "large" | "small";
  href?: string;
}

export function MetricTile({ stale, ...tile }: MetricTileProps) {
  const shown = stale ? staleTile(tile, stale.at) : tile;
  const { status, size = "large", href } = shown;
  const className = ["tile", size === "small" && "tile-small", stale ? "tile-stale" : status && `tile-${status}`]
    .filter(Boolean)
    .join(" ");
  const body = <TileBody {...shown} badge={stale ? <StaleBadge age={stale.age} /> : undefined} />;
  return href === undefined ? (
    <article className={className}>{body}</article>
  ) : (
    <Link href={toRoute(href)} className={className}>
      {body}
    </Link>
  );
}

function staleTile(tile: MetricTileProps, at: ReactNode): MetricTileProps {
  const spark = tile.spark && { ...tile.spark, tone: "quiet" as const, breachFrom: undefined };
  return { ...tile, kind: "plain", status: "unk", delta: undefined, comparison: "last known value", spark, age: at };
}

type TileBodyProps = MetricTileProps & { badge?: ReactNode };

function TileBody({
  name,
  figure,
  unit,
  kind,
  status,
  word,
  delta,
  comparison,
  spark,
  limit,
  age,
  badge,
}: TileBodyProps) {
  const state = badge ?? (status && <Badge status={status} word={word} />);
  return (
    <>
      <header>
        <h3>{name}</h3>
        {state ?? (!spark && <span className="text-11 text-text-3">{age}</span>)}
      </header>
      <p className={kind === "money" ? "tile-value tile-money" : "tile-value"}>
        <b>{figure ?? "–"}</b>
        {figure === null ? <span className="unit">no samples</span> : unit && <span className="unit">{unit}</span>}
      </p>
      <p className="tile-sub">
        {delta && <Delta {...delta} />}
        {comparison !== undefined && <span>{comparison}</span>}
      </p>
      {spark && (
        <div className="tile-spark">
          <Sparkline {...spark} />
        </div>
      )}
      {(state || spark) && (limit !== undefined || age !== undefined) && (
        <footer>
          <span>{limit}</span>
          <span>{age}</span>
        </footer>
      )}
    </>
  );
}

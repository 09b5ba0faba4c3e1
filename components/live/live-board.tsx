"use client";

import { formatNumber } from "@/components/ui/figure";
import type { Status } from "@/components/ui/status";
import { Tape } from "@/components/ui/tape";
import { shareWell, type TapeCell } from "@/lib/dashboards/tape";
import type { LiveStatus } from "@/lib/feed/live";
import { AlertsPanel } from "./alerts-panel";
import { FailureChart } from "./failure-chart";
import { FeedPanel } from "./feed-panel";
import { LiveBanner } from "./live-banner";
import { LiveTiles } from "./live-tiles";
import { ServicesPanel } from "./services-panel";
import { useLiveStatus } from "./use-live-status";

interface LiveBoardProps {
  painted: LiveStatus;
  brand?: string;
  isFed: boolean;
  /** Whether the viewer may acknowledge. */
  mayAct: boolean;
}

const CELL_STATUS: Record<TapeCell, Status> = {
  well: "ok",
  unknown: "unk",
  info: "info",
  warning: "warn",
  critical: "crit",
  emergency: "emer",
};

export function LiveBoard({ painted, brand, isFed, mayAct }: LiveBoardProps) {
  const status = useLiveStatus({ painted, brand, isFed });
  const share = shareWell(status.tape);
  return (
    <>
      <LiveBanner status={status} mayAct={mayAct} brand={brand} />
      <Tape
        cells={status.tape.map((cell) => CELL_STATUS[cell])}
        endsAt={painted.at}
        share={share === null ? "nothing collected yet" : `${formatNumber(share, share === 100 ? 0 : 1)} % well`}
      />
      <LiveTiles status={status} />
      <div className="split flex-1">
        <div className="stack">
          <AlertsPanel status={status} brand={brand} />
          <FailureChart status={status} brand={brand} />
        </div>
        <div className="stack stack-pair">
          <ServicesPanel services={status.services} />
          <FeedPanel events={status.feed} />
        </div>
      </div>
    </>
  );
}

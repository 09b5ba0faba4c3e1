"use client";

import { useEffect, useRef, useState } from "react";
import { AlertRow } from "@/components/alerts/alert-row";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { SegmentedButtons } from "@/components/ui/segmented";
import { Age } from "@/components/ui/time";
import type { LiveStatus } from "@/lib/feed/live";

type Range = "active" | "day";

const SHOWN = 8;

export function AlertsPanel({ status, brand }: { status: LiveStatus; brand?: string }) {
  const [range, setRange] = useState<Range>("active");
  const alerts = range === "active" ? status.alerts : status.recent;
  const isNew = useArrivals(status.alerts.map(({ id }) => id));
  const query = brand === undefined ? "" : `?brand=${encodeURIComponent(brand)}`;
  return (
    <Panel
      title="Alerts"
      note="gravest first"
      aside={
        <SegmentedButtons
          label="Which alerts"
          value={range}
          options={[
            { value: "active", word: `Active ${status.alerts.length}` },
            { value: "day", word: `Last 24 h ${status.recent.length}` },
          ]}
          onChoose={setRange}
        />
      }
    >
      {alerts.length === 0 ? (
        <NoAlerts status={status} range={range} />
      ) : (
        <ul className="rows">
          {alerts.slice(0, SHOWN).map((alert) => (
            <li key={alert.id}>
              <AlertRow alert={alert} href={`/alerts/${alert.id}${query}`} isNew={isNew(alert.id)} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function NoAlerts({ status, range }: { status: LiveStatus; range: Range }) {
  const { active, evaluatedAt } = status.rules;
  return (
    <Empty kind="good" title={range === "active" ? "0 open" : "None in the last 24 h"}>
      {active} rules
      {evaluatedAt !== null && (
        <>
          {" "}
          last evaluated <Age at={evaluatedAt} /> ago
        </>
      )}
      .
    </Empty>
  );
}

/** Tells those that came after the first paint from those that were there. */
function useArrivals(ids: readonly number[]): (id: number) => boolean {
  const first = useRef(new Set(ids));
  const [isPainted, setPainted] = useState(false);
  useEffect(() => setPainted(true), []);
  return (id) => isPainted && !first.current.has(id);
}

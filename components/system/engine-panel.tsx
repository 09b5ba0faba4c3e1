import { Badge } from "@/components/ui/badge";
import { formatNumber, formatQuantity } from "@/components/ui/figure";
import { KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";

interface Engine {
  kind: string;
  isReady: boolean;
  holder: string | null;
  queueDepth: number | null;
  running: number;
  lastTickLatenessMs: number | null;
  missedTicks: number;
}

/** The work in the background as this process sees it, and the age of the database it is kept in. */
export function EnginePanel({ engine, databaseAge }: { engine: Engine | null; databaseAge: string | null }) {
  return (
    <Panel
      title="Engine"
      note={engine?.kind ?? "not started"}
      aside={
        engine ? <Badge status={engine.isReady ? "ok" : "warn"} word={engine.isReady ? "OK" : "Starting"} /> : null
      }
    >
      <div className="p-[12px]">
        <KeyValues
          entries={[
            { name: "Jobs due", value: engine?.queueDepth == null ? "–" : formatNumber(engine.queueDepth) },
            { name: "Running here", value: engine === null ? "–" : formatNumber(engine.running) },
            {
              name: "Last tick late by",
              value: engine?.lastTickLatenessMs == null ? "–" : formatQuantity(engine.lastTickLatenessMs, "ms"),
            },
            { name: "Ticks missed since start", value: engine === null ? "–" : formatNumber(engine.missedTicks) },
            { name: "Database up for", value: databaseAge ?? "–" },
          ]}
        />
      </div>
    </Panel>
  );
}

import "server-only";
import { processWide } from "./process-wide";

/** How the background work goes, as this process sees it. */
export interface EngineStatus {
  /** `embedded`, or the kind of Inngest server that the environment names. */
  kind: "embedded" | "development-server" | "server";
  /** False until the functions are registered with the engine. */
  isReady: boolean;
  /** Which process runs the jobs (`host:pid:…`); null when none does, or a server is the engine. */
  holder: string | null;
  /** How long no process was seen to run the jobs; null when a server is the engine, or before the start. */
  unheldMs: number | null;
  /** Jobs that are due and wait for a worker; null when a server is the engine. */
  queueDepth: number | null;
  /** Jobs this process runs now. */
  running: number;
  /** How long the last prioritised job, such as a collection tick, started after its time. */
  lastTickLatenessMs: number | null;
  /** Collection ticks skipped since this process started, because their time was past. */
  missedTicks: number;
}

interface EngineWatch {
  read: (() => Promise<Omit<EngineStatus, "missedTicks">>) | undefined;
  missedTicks: number;
}

function watch(): EngineWatch {
  return processWide<EngineWatch>("engine-watch", () => ({ read: undefined, missedTicks: 0 }));
}

/** The engine says, from its floor above, how its status is read. */
export function publishEngineStatus(read: () => Promise<Omit<EngineStatus, "missedTicks">>): void {
  watch().read = read;
}

/** Ticks that were already past when their turn came. */
export function countMissedTicks(count: number): void {
  watch().missedTicks += count;
}

/** The engine's status; null where no engine was started in this process, such as a command's. */
export async function engineStatus(): Promise<EngineStatus | null> {
  const { read, missedTicks } = watch();
  return read ? { ...(await read()), missedTicks } : null;
}

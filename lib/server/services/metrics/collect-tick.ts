import "server-only";
import { isTickPast } from "@/lib/metrics/window";
import type { Context } from "@/lib/server/context";
import { countMissedTicks } from "@/lib/server/engine-status";
import { intervalMs } from "@/lib/server/figures";
import { collectMetrics } from "./collect";

export type Tick = { kind: "collected"; samples: number; warnings: string[] } | { kind: "skipped" };

/** The collection of one tick, unless the next one is due already: what is late is not made up for, only counted. */
export async function collectTick(ctx: Context, { at }: { at: Date }): Promise<Tick> {
  if (isTickPast(at, intervalMs(), ctx.now())) {
    countMissedTicks(1);
    return { kind: "skipped" };
  }
  const { samples, warnings, durationMs } = await collectMetrics(ctx, { at });
  ctx.log.debug({ at, samples: samples.length, warnings, ms: Math.round(durationMs) }, "metrics collected");
  return { kind: "collected", samples: samples.length, warnings };
}

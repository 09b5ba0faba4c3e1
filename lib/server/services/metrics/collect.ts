import "server-only";
import { listSourceStates } from "@/db/queries/sources";
import { assessSystem } from "@/lib/health/assess";
import type { SystemHealth } from "@/lib/health/schema";
import type { SeriesSample } from "@/lib/metrics/schema";
import type { SourceState } from "@/lib/metrics/sources";
import { isLabelledTick } from "@/lib/metrics/window";
import { retentionWarning } from "@/lib/retention/plan";
import type { KnownHours } from "@/lib/server/collectors/operations-of-day";
import { readPlatform } from "@/lib/server/collectors/read-platform";
import type { Context } from "@/lib/server/context";
import { answersOf, intervalMs, SKIPPED_COLLECTIONS, valuesOf } from "@/lib/server/figures";
import { platformDatabase } from "@/lib/server/platform";
import { processWide } from "@/lib/server/process-wide";
import { reporting } from "@/lib/server/reporting";
import { retentionDays } from "@/lib/server/retention-days";
import { keepHealth } from "@/lib/server/services/health/keep";
import { evaluateRules } from "@/lib/server/services/rules/evaluate";
import { stopwatch } from "@/lib/server/stopwatch";
import { recordSamples } from "./record";

interface Collection {
  /** The instant every window ends. */
  at: Date;
  /** How long a source may take; for tests. */
  limitMs?: number;
  /** What earlier collections of the same platform have read; for tests. */
  knownHours?: KnownHours;
}

export interface Collected {
  at: Date;
  samples: SeriesSample[];
  health: SystemHealth;
  /** Sources that could not be read, in words. */
  warnings: string[];
  durationMs: number;
}

/**
 * One collection: reads every source once, keeps the samples, judges health and rules. A source that is missing or slow is
 * a warning, never a failure. Series by brand and provider are kept by the first collection of each minute.
 */
export async function collectMetrics(ctx: Context, { at, limitMs, knownHours }: Collection): Promise<Collected> {
  const elapsed = stopwatch();
  const previous = await listSourceStates(ctx.db);
  const { figures, states } = await readPlatform({
    db: platformDatabase(ctx),
    filter: { scope: ctx.scope },
    at,
    now: at,
    reporting: reporting(),
    isLabelled: isLabelledTick(at, intervalMs()),
    previous,
    skipMs: SKIPPED_COLLECTIONS * intervalMs(),
    limitMs,
    knownHours: knownHours ?? processWide("operations by hour", (): KnownHours => new Map()),
  });
  const values = valuesOf(figures);
  const samples = await recordSamples(ctx, {
    samples: figures.map((figure) => ({ ...figure, at })),
    tell: {
      topic: "performance",
      event: "performance:update",
      type: "metrics/collected",
      data: { at: at.toISOString(), metrics: values },
    },
  });
  const latest = new Map([...previous, ...states.map((state) => [state.source, state] as const)]);
  const health = assessSystem({ values, answers: answersOf(latest.values()) });
  const durationMs = elapsed();
  await keepHealth(ctx, { at, health, sources: [...states, collectionState(at, durationMs)] });
  await evaluateRules(ctx, { at, samples });
  return { at, samples, health, warnings: states.flatMap(({ warning }) => warning ?? []), durationMs };
}

/** The pass as a whole: tells which samples are of the latest collection, and warns where they are not kept long enough. */
function collectionState(at: Date, durationMs: number): SourceState {
  const warning = retentionWarning(retentionDays());
  const state = { source: "collection", status: "ok", warning, skipUntil: null } as const;
  return { ...state, lastReadAt: at, lastOkAt: at, lastDurationMs: durationMs };
}

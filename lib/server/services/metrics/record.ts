import "server-only";
import { ensureSamplePartitions } from "@/db/partitions";
import { insertSamples, moveNewest, seriesKey } from "@/db/queries/metrics";
import type { NewFeedEvent } from "@/lib/feed/schema";
import { invariant } from "@/lib/kernel/errors";
import { DAY_MS, floorTo } from "@/lib/kernel/time";
import type { Sample, SeriesSample } from "@/lib/metrics/schema";
import type { Context } from "@/lib/server/context";
import { errorCode } from "@/lib/server/error-code";

/** Samples one transaction may hold: on the embedded database everybody waits for it. */
const BATCH_SIZE = 5_000;
/** Postgres: no partition holds the row. */
const CHECK_VIOLATION = "23514";

interface Recording {
  samples: readonly Sample[];
  /** What the live feed is told in the same transaction, so that nobody hears of samples that are not kept. */
  tell?: NewFeedEvent;
}

/**
 * Keeps samples and moves the newest value beside their series. Of the same series and instant the later one in the list
 * wins, as a later recording does. @returns the samples with their series, without those replaced.
 */
export async function recordSamples(ctx: Context, { samples, tell }: Recording): Promise<SeriesSample[]> {
  const kept = [...new Map(samples.map((sample) => [`${sample.at.getTime()} ${seriesKey(sample)}`, sample])).values()];
  const recorded: SeriesSample[] = [];
  for (let start = 0; start < kept.length || start === 0; start += BATCH_SIZE) {
    const batch = kept.slice(start, start + BATCH_SIZE);
    recorded.push(...(await recordBatch(ctx, { samples: batch, tell: start === 0 ? tell : undefined })));
  }
  return recorded;
}

/** A day without a partition gets one, and the batch is written again: the failed transaction has left nothing. */
async function recordBatch(ctx: Context, recording: Recording): Promise<SeriesSample[]> {
  try {
    return await writeBatch(ctx, recording);
  } catch (error) {
    if (errorCode(error) !== CHECK_VIOLATION) throw error;
    for (const day of daysOf(recording.samples)) await ensureSamplePartitions(ctx.db, { from: day, to: day });
    return writeBatch(ctx, recording);
  }
}

function writeBatch(ctx: Context, { samples, tell }: Recording): Promise<SeriesSample[]> {
  return ctx.unit(async (unit) => {
    if (tell !== undefined) unit.tell.feed(tell);
    if (samples.length === 0) return [];
    const ids = await moveNewest(unit.db, newestOf(samples));
    const recorded = samples.map(({ metric, labels, at, value }): SeriesSample => {
      const id = ids.get(seriesKey({ metric, labels }));
      invariant(id !== undefined, `series of ${metric} has no number`);
      return { series: { id, metric, labels }, at, value };
    });
    await insertSamples(
      unit.db,
      recorded.map(({ series, at, value }) => ({ seriesId: series.id, at, value })),
    );
    return recorded;
  });
}

function daysOf(samples: readonly Sample[]): Date[] {
  return [...new Set(samples.map(({ at }) => floorTo(at, DAY_MS).getTime()))].map((day) => new Date(day));
}

/** One sample a series: the newest. */
function newestOf(samples: readonly Sample[]): Sample[] {
  const newest = new Map<string, Sample>();
  for (const sample of samples) {
    const key = seriesKey(sample);
    const known = newest.get(key);
    if (known === undefined || sample.at >= known.at) newest.set(key, sample);
  }
  return [...newest.values()];
}

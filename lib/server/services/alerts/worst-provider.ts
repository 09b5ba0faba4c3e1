import "server-only";
import { listProviderStates } from "@/db/queries/platform/payments";
import { chooseWorst } from "@/lib/alerts/choose-worst";
import type { WorstProvider } from "@/lib/alerts/compose-breach";
import { MINUTE_MS, windowBefore } from "@/lib/kernel/time";
import type { Series } from "@/lib/metrics/schema";
import { describeFailure } from "@/lib/server/collectors/describe-failure";
import { raceLimit } from "@/lib/server/collectors/race-limit";
import type { Context } from "@/lib/server/context";
import { platformDatabase } from "@/lib/server/platform";

/** An alert is not held up for a detail. */
const PATIENCE_MS = 1_000;

/**
 * For a payment metric: the provider that fails most in the minute before the sample, when the platform's data answers
 * quickly. Call it outside of a unit.
 */
export async function worstProvider(
  ctx: Context,
  { series, sample }: { series: Series; sample: { at: Date } },
): Promise<WorstProvider | null> {
  if (!series.metric.startsWith("payment_failure_rate") || series.labels.provider !== undefined) return null;
  const filter = { scope: ctx.scope, brand: series.labels.brand };
  const ask = () => listProviderStates(platformDatabase(ctx), filter, windowBefore(sample.at, MINUTE_MS));
  try {
    const asked = await raceLimit(ask, PATIENCE_MS);
    return asked.kind === "late" ? null : chooseWorst(asked.result);
  } catch (error) {
    ctx.log.warn({ reason: describeFailure(error).word }, "the worst provider is not known");
    return null;
  }
}

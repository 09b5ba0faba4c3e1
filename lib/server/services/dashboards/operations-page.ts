import "server-only";
import { listOpenFlags, type OpenFlag } from "@/db/queries/dashboards/flags";
import { listMinutesOfFailures, listRouteResults } from "@/db/queries/dashboards/payments";
import { countFraudFlags } from "@/db/queries/dashboards/security";
import { maskPlayer } from "@/lib/dashboards/mask-player";
import { type PaymentRoute, paymentRoutes, type ReasonOfFailures, stackReasons } from "@/lib/dashboards/payment-routes";
import type { OperationsDashboard } from "@/lib/dashboards/schema";
import { ScoreBand } from "@/lib/dashboards/score-bands";
import { totalOf } from "@/lib/dashboards/type-counts";
import { addMs, floorTo, HOUR_MS, MINUTE_MS, windowBefore } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { readOperations } from "@/lib/server/dashboards/operations";
import { type Asked, questionOf } from "@/lib/server/dashboards/question";
import { shared } from "@/lib/server/dashboards/share";
import { exchangeFor, reporting } from "@/lib/server/reporting";
import { recordPageView } from "./record-view";

/** So many reasons are told by name, the rest as `other`. */
const NAMED_REASONS = 3;

export interface FailedPayments {
  /** Starts of the minutes, the last being the one under way. */
  minutes: Date[];
  reasons: ReasonOfFailures[];
}

/** Failed payments of the hour before `at` by minute and reason. */
export async function failedPayments(ctx: Context, asked: Asked): Promise<FailedPayments> {
  const { platform, filter, at } = questionOf(ctx, asked);
  const last = floorTo(addMs(at, -1), MINUTE_MS);
  const minutes = Array.from({ length: 60 }, (_, index) => addMs(last, (index - 59) * MINUTE_MS));
  const rows = await listMinutesOfFailures(platform, filter, { from: addMs(last, -59 * MINUTE_MS), to: at });
  return { minutes, reasons: stackReasons(rows, { minutes, most: NAMED_REASONS }) };
}

export interface PaymentRoutes {
  currency: string;
  routes: PaymentRoute[];
}

/** Payments of the hour before `at` by provider, method and direction: the worst first. */
export async function paymentsByRoute(ctx: Context, asked: Asked): Promise<PaymentRoutes> {
  const { platform, filter, at } = questionOf(ctx, asked);
  const window = { ...windowBefore(at, HOUR_MS), zone: reporting().zone };
  const rows = await listRouteResults(platform, filter, window);
  const exchange = await exchangeFor(platform, filter, { amounts: rows, to: at });
  return { currency: exchange.currency, routes: paymentRoutes(rows, exchange) };
}

export interface BandCount {
  band: ScoreBand;
  count: number;
}

/** Fraud flags of the hour before `at` by band of their score, the gravest band first; a band without any as zero. */
export async function flagBands(ctx: Context, asked: Asked): Promise<BandCount[]> {
  const { platform, filter, at } = questionOf(ctx, asked);
  const flags = await countFraudFlags(platform, filter, windowBefore(at, HOUR_MS));
  return ScoreBand.options.map((band) => ({ band, count: totalOf(flags.filter((flag) => flag.band === band)) }));
}

export type FlagToLookAt = Omit<OpenFlag, "playerId"> & { player: string };

/** Unresolved flags, the gravest first; players masked. */
export async function flagsToLookAt(
  ctx: Context,
  { limit = 7, ...asked }: Asked & { limit?: number },
): Promise<FlagToLookAt[]> {
  const { platform, filter, at } = questionOf(ctx, asked);
  const flags = await listOpenFlags(platform, filter, { at, limit });
  return flags.map(({ playerId, ...flag }) => ({ ...flag, player: maskPlayer(playerId) }));
}

export interface OperationsPage {
  dashboard: OperationsDashboard;
  failures: FailedPayments;
  routes: PaymentRoutes;
  bands: BandCount[];
  flags: FlagToLookAt[];
}

/** What the operations page shows, read once for all who look (lib/server/dashboards/share); the look is audited. */
export async function operationsPage(ctx: Context, { brand }: Pick<Asked, "brand">): Promise<OperationsPage> {
  const page = await shared(ctx, { name: "operations-page", brand }, async (at) => {
    const asked = { brand, at };
    return {
      dashboard: await readOperations(ctx, asked),
      failures: await failedPayments(ctx, asked),
      routes: await paymentsByRoute(ctx, asked),
      bands: await flagBands(ctx, asked),
      flags: await flagsToLookAt(ctx, asked),
    };
  });
  await recordPageView(ctx, "operations", { brand });
  return page;
}

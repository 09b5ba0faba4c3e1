import "server-only";
import { listCircuits } from "@/db/queries/circuits";
import { listProviderStates, type ProviderState } from "@/db/queries/platform/payments";
import { listLastAttempts, readJobLag } from "@/db/queries/service-health";
import { listSourceStates } from "@/db/queries/sources";
import { assessSystem } from "@/lib/health/assess";
import { assessChannel, assessProvider, assessWorkers, type ServiceHealth } from "@/lib/health/assess-service";
import { HOUR_MS, windowBefore } from "@/lib/kernel/time";
import { percentage } from "@/lib/metrics/aggregate";
import { CHANNELS, type Channel } from "@/lib/rules/schema";
import { channelReadiness } from "@/lib/server/channel-readiness";
import { describeFailure } from "@/lib/server/collectors/describe-failure";
import { raceLimit } from "@/lib/server/collectors/race-limit";
import { READ_LIMIT_MS } from "@/lib/server/collectors/reading";
import type { Context } from "@/lib/server/context";
import { engineStatus } from "@/lib/server/engine-status";
import { intervalMs, readFigures } from "@/lib/server/figures";
import { platformDatabase } from "@/lib/server/platform";

/** The channels whose provider is a service of its own; any other is listed while it is failing. */
const CHANNEL_SERVICES: readonly Channel[] = ["email", "sms", "slack"];

/** A line of `health/services` as the API writes it (requirements, section 12). */
export interface ServiceHealthWire {
  service: string;
  status: string;
  latency_ms: number | null;
  checked_at: string | null;
  message?: string;
}

/** Payment providers, database, cache, background workers and channels, each with its state. */
export async function serviceHealth(ctx: Context): Promise<ServiceHealthWire[]> {
  const services = [
    ...(await providers(ctx)),
    ...(await platformServices(ctx)),
    await workers(ctx),
    ...(await told(ctx)),
  ];
  return services.map(({ service, status, latencyMs, checkedAt, message }) => ({
    service,
    status,
    latency_ms: latencyMs,
    checked_at: checkedAt?.toISOString() ?? null,
    ...(message === null ? {} : { message }),
  }));
}

async function providers(ctx: Context): Promise<ServiceHealth[]> {
  const checkedAt = ctx.now();
  const none = { service: "payment_provider", latencyMs: null, checkedAt };
  const read = () => listProviderStates(platformDatabase(ctx), { scope: ctx.scope }, windowBefore(checkedAt, HOUR_MS));
  try {
    const raced = await raceLimit(read, READ_LIMIT_MS);
    if (raced.kind === "late") return [{ ...none, status: "critical", message: "platform.payments does not answer" }];
    if (raced.result.length > 0) return raced.result.map((provider) => providerHealth(provider, checkedAt));
    return [{ ...none, status: "unknown", message: "no payment in the last hour" }];
  } catch (error) {
    const { kind, word } = describeFailure(error);
    return [{ ...none, status: kind === "missing" ? "unknown" : "critical", message: word }];
  }
}

function providerHealth({ provider, completed, failed, latencyMs }: ProviderState, checkedAt: Date): ServiceHealth {
  const verdict = assessProvider(percentage(failed, completed + failed));
  return { service: `payment_provider:${provider}`, latencyMs, checkedAt, ...verdict };
}

async function platformServices(ctx: Context): Promise<ServiceHealth[]> {
  const { at, values, answers } = await readFigures(ctx, {});
  const { database, cache } = assessSystem({ values, answers }).subsystems;
  const rate = cache.value === null ? "no reads in the last 5 minutes" : `hit rate ${cache.value.toFixed(1)} %`;
  return [
    { service: "database", status: database.status, latencyMs: database.value, checkedAt: at, message: null },
    { service: "cache", status: cache.status, latencyMs: null, checkedAt: at, message: rate },
  ];
}

async function workers(ctx: Context): Promise<ServiceHealth> {
  const now = ctx.now();
  const lagMs = await readJobLag(ctx.db, now);
  const collectedAt = (await listSourceStates(ctx.db)).get("collection")?.lastReadAt ?? null;
  const collectionAgeMs = collectedAt === null ? null : now.getTime() - collectedAt.getTime();
  const status = await engineStatus();
  const engine = status && { isReady: status.isReady, isHeld: status.kind !== "embedded" || status.holder !== null };
  const verdict = assessWorkers({ collectionAgeMs, intervalMs: intervalMs(), lagMs, engine });
  return { service: "background_workers", latencyMs: lagMs, checkedAt: now, ...verdict };
}

async function told(ctx: Context): Promise<ServiceHealth[]> {
  const attempts = new Map(
    (await listLastAttempts(ctx.db, CHANNEL_SERVICES)).map((attempt) => [attempt.channel, attempt]),
  );
  const circuits = await listCircuits(ctx.db);
  const outageOf = (channel: Channel) => {
    const circuit = circuits.get(channel);
    return circuit?.openedAt == null ? null : (circuit.reason ?? "it takes no messages");
  };
  const failing = CHANNELS.filter((channel) => !CHANNEL_SERVICES.includes(channel) && outageOf(channel) !== null);
  return [...CHANNEL_SERVICES, ...failing].map((channel) => {
    const readiness = channelReadiness(channel);
    const found = attempts.get(channel);
    const last = found === undefined ? null : { ...found, at: new Date(found.at) };
    const verdict = assessChannel(readiness.kind === "ready" ? null : readiness.reason, last, outageOf(channel));
    return { service: channel, latencyMs: last?.durationMs ?? null, checkedAt: last?.at ?? null, ...verdict };
  });
}

import { effectsAt, USUAL_REQUEST_FAILURE } from "@/simulator/incidents";
import { busyness } from "./calendar";
import { BRANDS, CACHES, CHECKED_SERVICES, ENDPOINTS, MAIN_PROVIDER } from "./platform";
import { randomOf, weighted } from "./random";
import { type Rows, rowId, STREAM, type World } from "./schema";

/** Timed requests per wallet transaction: the platform samples its own log. */
const TIMINGS_A_TRANSACTION = 0.12;
const CACHE_EACH_SECONDS = 20;
const CHECKS_EACH_SECONDS = 60;
/** Deviation of the logarithm of a duration; with the endpoints' medians the 99th percentile is about 250 ms. */
const DURATION_SIGMA = 0.55;
const LONGEST_MS = 520;

/** What the platform tells about itself in one second: API timings, cache statistics, its own health checks. */
export function measureSecond(world: World, second: number, rows: Rows): void {
  timeRequests(world, second, rows);
  if (second % CACHE_EACH_SECONDS === 0) countCacheReads(world, second, rows);
  if (second % CHECKS_EACH_SECONDS === 0) checkServices(world, second, rows);
}

function timeRequests(world: World, second: number, rows: Rows): void {
  const ms = second * 1000;
  const random = randomOf(world.seed, STREAM.telemetry, second);
  const effects = effectsAt(world.incidents, ms);
  const count = random.poisson(Math.max(0.4, world.rate * TIMINGS_A_TRANSACTION) * busyness(ms));
  for (let number = 0; number < count; number += 1) {
    const endpoint = weighted(ENDPOINTS, random.next());
    const usualMs = Math.min(LONGEST_MS, random.logNormal(endpoint.medianMs, DURATION_SIGMA));
    const statusCode = random.chance(effects.requestFailure) ? random.pick([500, 502, 503]) : 200;
    rows.apiTimings.push({
      id: rowId(second, "a", number),
      brand: weighted(BRANDS, random.next()).key,
      endpoint: endpoint.path,
      method: endpoint.method,
      durationMs: Math.round(usualMs * effects.latencyFactor * 100) / 100,
      statusCode,
      responseBytes: Math.round(endpoint.bytes * random.between(0.7, 1.4)),
      createdMs: ms + random.int(0, 1000),
    });
    if (statusCode !== 200) {
      rows.errorLogs.push({
        id: rowId(second, "e", number),
        brand: null,
        type: "upstream_error",
        severity: effects.requestFailure > USUAL_REQUEST_FAILURE && random.chance(0.05) ? "critical" : "error",
        message: `${endpoint.method} ${endpoint.path} answered ${statusCode}`,
        endpoint: endpoint.path,
        createdMs: ms + 999,
      });
    }
  }
}

function countCacheReads(world: World, second: number, rows: Rows): void {
  const ms = second * 1000;
  const random = randomOf(world.seed, STREAM.telemetry, second, 1);
  const { cacheWarmth } = effectsAt(world.incidents, ms);
  CACHES.forEach(({ backend, keyPattern, hitRate, reads }, number) => {
    const count = Math.max(20, Math.round(reads * busyness(ms) * random.between(0.85, 1.15)));
    const hits = Math.round(count * Math.min(0.995, hitRate * cacheWarmth * random.between(0.99, 1.01)));
    rows.cacheStats.push({
      id: rowId(second, "k", number),
      backend,
      keyPattern,
      hits,
      misses: count - hits,
      evictions: random.poisson(2),
      createdMs: ms,
    });
  });
}

function checkServices(world: World, second: number, rows: Rows): void {
  const ms = second * 1000;
  const random = randomOf(world.seed, STREAM.telemetry, second, 2);
  const effects = effectsAt(world.incidents, ms);
  CHECKED_SERVICES.forEach(({ service, latencyMs }, number) => {
    const isStruck = service === "payment-gateway" && (effects.paymentFailure(MAIN_PROVIDER) ?? 0) > 0.5;
    rows.healthChecks.push({
      id: rowId(second, "h", number),
      service,
      status: isStruck ? "critical" : effects.latencyFactor > 1 ? "warning" : "healthy",
      latencyMs: Math.round(random.logNormal(latencyMs, 0.25) * effects.latencyFactor * 10) / 10,
      message: isStruck ? "the main provider refuses most payments" : null,
      createdMs: ms,
    });
  });
}

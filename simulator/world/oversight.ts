import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { effectsAt } from "@/simulator/incidents";
import { busyness } from "./calendar";
import { activePlayer, type Player, vulnerablePlayer } from "./players";
import { type Random, randomOf, share } from "./random";
import {
  type ComplianceEventRow,
  type FraudFlagRow,
  type LimitViolationRow,
  type Rows,
  rowId,
  STREAM,
  type World,
} from "./schema";

/** How often each happens in an hour, on average. */
const HOURLY = { flags: 9, compliance: 0.7, violations: 7, errors: 14, riskScores: 20 } as const;
const FLAG_TYPES = ["velocity", "multi_account", "bonus_abuse", "stolen_card", "collusion", "device_mismatch"] as const;
const ERRORS = [
  {
    type: "provider_timeout",
    message: "payment provider took longer than 5 s, tried again",
    endpoint: "/payments/deposits",
  },
  { type: "slow_query", message: "report query took 1.4 s", endpoint: null },
  { type: "session_expired", message: "session ended while a round was open", endpoint: "/games/rounds" },
  { type: "authentication_failure", message: "five wrong passwords in a row", endpoint: "/auth/login" },
  { type: "rate_limit_violation", message: "client passed 100 requests a minute", endpoint: "/wallet/balance" },
] as const;

/** What the platform's watchers found in one hour. Made by the hour because a flag may stay open longer than any round. */
export function overseeHour(world: World, hour: number, rows: Rows): void {
  const fromMs = hour * HOUR_MS;
  const random = randomOf(world.seed, STREAM.oversight, hour);
  const each = (mean: number, make: (ms: number, number: number) => void) => {
    const count = random.poisson(mean * busyness(fromMs));
    for (let number = 0; number < count; number += 1) make(fromMs + random.int(0, HOUR_MS), number);
  };
  each(HOURLY.flags, (ms, number) => {
    rows.fraudFlags.push(
      flag(playing(world, ms, random), { random, ms, score: random.between(6, 75), id: idAt(ms, "f", number) }),
    );
  });
  for (const [number, ms] of criticalInstants(world, hour).entries()) {
    const score = random.between(75.5, 97);
    rows.fraudFlags.push(flag(playing(world, ms, random), { random, ms, score, id: idAt(ms, "g", number) }));
  }
  each(HOURLY.compliance, (ms, number) => rows.complianceEvents.push(complianceEvent(world, ms, number, random)));
  each(HOURLY.violations, (ms, number) => rows.limitViolations.push(violation(world, ms, number, random)));
  each(HOURLY.errors, (ms, number) => {
    const { id: _, brand } = playing(world, ms, random);
    // Nothing the platform itself calls critical happens on a good day.
    const severity = random.chance(0.4) ? "error" : "warning";
    rows.errorLogs.push({
      id: idAt(ms, "o", number),
      brand: brand.key,
      severity,
      createdMs: ms,
      ...random.pick(ERRORS),
    });
  });
  each(HOURLY.riskScores, (ms, number) => {
    const player = playing(world, ms, random);
    const score = Math.round(Math.min(100, random.logNormal(18, 0.6)) * 10) / 10;
    rows.riskScores.push({
      id: idAt(ms, "s", number),
      brand: player.brand.key,
      playerId: player.id,
      score,
      createdMs: ms,
    });
  });
}

/** Critical flags of an incident, by the second, so that one begun now shows now. */
export function overseeSecond(world: World, second: number, rows: Rows): void {
  const { criticalFlags } = effectsAt(world.incidents, second * 1000);
  if (criticalFlags === 0) return;
  const random = randomOf(world.seed, STREAM.critical, second);
  const count = random.poisson(criticalFlags);
  for (let number = 0; number < count; number += 1) {
    const player = activePlayer(world, second * 1000, STREAM.critical, second, number);
    const ms = second * 1000 + random.int(0, 1000);
    rows.fraudFlags.push(flag(player, { random, ms, score: random.between(78, 99), id: rowId(second, "w", number) }));
  }
}

/** At most one critical flag in each half hour: any sixty minutes then hold three at most, far below the rule's ten. */
function criticalInstants({ seed }: World, hour: number): number[] {
  return [0, 1]
    .filter((half) => share(seed, STREAM.critical, hour, half) < 0.8)
    .map((half) => hour * HOUR_MS + Math.floor((half + share(seed, STREAM.critical, hour, half, 1)) * 30 * MINUTE_MS));
}

interface Flagged {
  random: Random;
  ms: number;
  score: number;
  id: string;
}

function flag({ id: playerId, brand }: Player, { random, ms, score, id }: Flagged): FraudFlagRow {
  const isResolved = random.chance(0.75);
  return {
    id,
    brand: brand.key,
    playerId,
    type: random.pick(FLAG_TYPES),
    score: Math.round(score * 10) / 10,
    status: isResolved ? "resolved" : "open",
    createdMs: ms,
    finishedMs: isResolved ? ms + random.int(6 * MINUTE_MS, LONGEST_OPEN_MS) : ms,
  };
}

/** After this long a flag that is still open stays so. */
export const LONGEST_OPEN_MS = 5 * HOUR_MS;

function complianceEvent(world: World, ms: number, number: number, random: Random): ComplianceEventRow {
  const { id: playerId, brand } = vulnerablePlayer(world, ms, random.next());
  const type = random.pick([
    "self_exclusion",
    "self_exclusion",
    "cooling_off",
    "cooling_off",
    "kyc_failed",
    "underage_attempt",
  ] as const);
  const isPermanent = type === "self_exclusion" && random.chance(0.2);
  const days = type === "self_exclusion" ? random.pick([30, 90, 180]) : random.pick([1, 3, 7]);
  const hasEnd = !isPermanent && (type === "self_exclusion" || type === "cooling_off");
  return {
    id: idAt(ms, "x", number),
    brand: brand.key,
    playerId,
    type,
    isPermanent,
    endsMs: hasEnd ? ms + days * DAY_MS : null,
    createdMs: ms,
  };
}

function violation(world: World, ms: number, number: number, random: Random): LimitViolationRow {
  const { id: playerId, brand } = playing(world, ms, random);
  const type = random.pick(["bet", "deposit", "deposit", "loss", "session"] as const);
  const isMoney = type !== "session";
  const limitCents = Math.round(random.pick([2_000, 5_000, 10_000, 50_000]) * brand.priceLevel);
  return {
    id: idAt(ms, "l", number),
    brand: brand.key,
    playerId,
    type,
    limitCents: isMoney ? limitCents : null,
    attemptedCents: isMoney ? Math.round(limitCents * random.between(1.02, 2.2)) : null,
    currency: isMoney ? brand.currency : null,
    createdMs: ms,
  };
}

function playing(world: World, ms: number, random: Random): Player {
  return activePlayer(world, ms, STREAM.oversight, random.int(0, 2 ** 31));
}

function idAt(ms: number, kind: string, number: number): string {
  return rowId(Math.floor(ms / 1000), kind, number);
}

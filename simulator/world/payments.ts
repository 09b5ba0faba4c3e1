import { type Effects, effectsAt } from "@/simulator/incidents";
import { busyness, volumeAt } from "./calendar";
import { OUTAGE_FAILURES, PAYMENT_FAILURES, PROVIDERS } from "./platform";
import { affiliateOf, playerOnSeat, seatsAt } from "./players";
import { type Random, randomOf, share, weighted } from "./random";
import { type PaymentRow, type Rows, rowId, STREAM, type World } from "./schema";

/** Payments per wallet transaction. */
const PAYMENTS_A_TRANSACTION = 0.2;
const USUAL_FAILURE = 0.003;
/** Below this many payments an hour a single failure would look like a spike, so nothing fails of itself. */
const LEAST_AN_HOUR = 400;
const DEPOSITS = 0.72;

/** Payments that begin in one second. */
export function paySecond(world: World, second: number, rows: Rows): void {
  const ms = second * 1000;
  const random = randomOf(world.seed, STREAM.payments, second);
  const due = dueFailures(world, second);
  const count = Math.max(due, random.poisson(world.rate * PAYMENTS_A_TRANSACTION * busyness(ms)));
  const effects = effectsAt(world.incidents, ms);
  for (let number = 0; number < count; number += 1) {
    rows.payments.push(pay({ world, second, number, random, effects, isDue: number < due }));
  }
}

/**
 * How many payments of a second fail on a good day. Each 1/0.003 payments' worth of business holds exactly one failure
 * at a random place: any hour is then as near to 0.3 % as can be, and no run of bad luck looks like an incident.
 */
function dueFailures({ seed, rate }: World, second: number): number {
  const perSecond = rate * PAYMENTS_A_TRANSACTION;
  if (perSecond * 3600 < LEAST_AN_HOUR) return 0;
  const from = volumeAt(second * 1000) * perSecond * USUAL_FAILURE;
  const to = volumeAt((second + 1) * 1000) * perSecond * USUAL_FAILURE;
  let due = 0;
  for (let stratum = Math.floor(from); stratum <= Math.floor(to); stratum += 1) {
    const at = stratum + share(seed, STREAM.failures, stratum);
    if (from <= at && at < to) due += 1;
  }
  return due;
}

interface Paying {
  world: World;
  second: number;
  number: number;
  random: Random;
  effects: Effects;
  isDue: boolean;
}

function pay({ world, second, number, random, effects, isDue }: Paying): PaymentRow {
  const createdMs = second * 1000 + random.int(0, 1000);
  const player = playerOnSeat(world, random.int(0, seatsAt(world, createdMs)), createdMs);
  const provider = weighted(PROVIDERS, random.next());
  const isDeposit = random.chance(DEPOSITS);
  const failure = effects.paymentFailure(provider.key);
  const hasFailed = random.next() < (failure ?? 0) || (failure === null && isDue);
  const euros = isDeposit ? Math.max(10, random.logNormal(30, 0.85)) : Math.max(10, random.logNormal(20, 0.8));
  return {
    id: rowId(second, "y", number),
    brand: player.brand.key,
    affiliate: affiliateOf(world, player),
    playerId: player.id,
    provider: provider.key,
    method: random.pick(provider.methods),
    direction: isDeposit ? "deposit" : "withdrawal",
    amountCents: Math.round(euros * player.brand.priceLevel) * 100,
    currency: player.brand.currency,
    status: hasFailed ? "failed" : "completed",
    failureReason: hasFailed ? random.pick(failure === null ? PAYMENT_FAILURES : OUTAGE_FAILURES) : null,
    createdMs,
    finishedMs: createdMs + (effects.isSlow(provider.key) ? random.int(18_000, 45_000) : random.int(1_200, 4_500)),
  };
}

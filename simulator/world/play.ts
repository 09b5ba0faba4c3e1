import { type Effects, effectsAt } from "@/simulator/incidents";
import { busyness } from "./calendar";
import { GAMES, type Game, multiplierOf } from "./games";
import { WALLET_FAILURES, WALLET_OUTAGE_FAILURES } from "./platform";
import { type Player, playerOnSeat, seatsAt } from "./players";
import { type Random, randomOf, weighted } from "./random";
import { type RoundRow, type Rows, rowId, STREAM, type TransactionRow, type World } from "./schema";
import { GAME_TABLES } from "./tables";

const SOLO = GAMES.filter((game) => !game.isShared);
const TABLES = GAME_TABLES.map((table) => ({ table, weight: table.game.weight }));
/** Share of the rounds that are played at tables, and how many bet in one. */
const SHARED_ROUNDS = 0.33;
const BETS_IN_SHARED = { least: 2, below: 8 };
/** A bet in fifty brings a bonus, of so many hundredths. */
const BONUS = 0.02;
const BONUSES = [200, 500, 500, 1000] as const;
/** Transactions a round gives on average, by the figures above and the games' hit rates; a test holds it to 2 %. */
const TRANSACTIONS_A_ROUND = 2.38;

/** Rounds that begin in one second, with their bets, payouts and bonuses. */
export function playSecond(world: World, second: number, rows: Rows): void {
  const ms = second * 1000;
  const random = randomOf(world.seed, STREAM.play, second);
  const count = random.poisson((world.rate * busyness(ms)) / TRANSACTIONS_A_ROUND);
  const effects = effectsAt(world.incidents, ms);
  for (let number = 0; number < count; number += 1) {
    const startMs = ms + random.int(0, 1000);
    const play: Play = { world, second, number, startMs, random, effects, rows };
    if (random.chance(SHARED_ROUNDS)) playShared(play);
    else playSolo(play);
  }
}

interface Play {
  world: World;
  second: number;
  number: number;
  startMs: number;
  random: Random;
  effects: Effects;
  rows: Rows;
}

function playSolo(play: Play): void {
  const { random } = play;
  const game = weighted(SOLO, random.next());
  const player = seated(play);
  const settledMs = play.startMs + lengthMs(game, random);
  const id = rowId(play.second, "r", play.number);
  const { bet, payout } = placeBet(play, { game, player, roundId: id, settledMs, number: play.number * 16 });
  play.rows.rounds.push({
    id,
    brand: player.brand.key,
    gameId: game.id,
    tableId: null,
    playerId: player.id,
    stakeCents: bet.amountCents,
    payoutCents: payout,
    currency: player.brand.currency,
    status: bet.status === "failed" ? "voided" : "settled",
    createdMs: play.startMs,
    finishedMs: settledMs,
  });
}

function playShared(play: Play): void {
  const { random } = play;
  const table = weighted(TABLES, random.next()).table;
  const settledMs = play.startMs + lengthMs(table.game, random);
  const round: RoundRow = {
    id: rowId(play.second, "r", play.number),
    brand: table.brand,
    gameId: table.game.id,
    tableId: table.id,
    playerId: null,
    stakeCents: 0,
    payoutCents: 0,
    currency: "",
    status: "voided",
    createdMs: play.startMs,
    finishedMs: settledMs,
  };
  const bets = random.int(BETS_IN_SHARED.least, BETS_IN_SHARED.below);
  for (let index = 0; index < bets; index += 1) {
    const player = seated(play, table.brand);
    if (player === null) continue;
    round.currency = player.brand.currency;
    const number = play.number * 16 + index;
    const { bet, payout } = placeBet(play, { game: table.game, player, roundId: round.id, settledMs, number });
    if (bet.status === "failed") continue;
    round.stakeCents += bet.amountCents;
    round.payoutCents += payout;
    round.status = "settled";
  }
  if (round.currency !== "") play.rows.rounds.push(round);
}

interface Placed {
  game: Game;
  player: Player;
  roundId: string;
  settledMs: number;
  /** Tells the transactions of one second apart. */
  number: number;
}

/** A bet, and where it wins its payout; `payout` is in hundredths, 0 where there is none. */
function placeBet(play: Play, placed: Placed): { bet: TransactionRow; payout: number } {
  const { random, rows, second, effects, startMs } = play;
  const { game, player, settledMs, roundId, number } = placed;
  const stake = stakeCents(player, game, random);
  const hasFailed = random.chance(effects.betFailure);
  const brand = player.brand.key;
  const currency = player.brand.currency;
  const bet: TransactionRow = {
    id: rowId(second, "b", number),
    brand,
    playerId: player.id,
    type: "bet",
    amountCents: stake,
    currency,
    status: hasFailed ? "failed" : "completed",
    failureReason: hasFailed ? failureReason(effects, random) : null,
    roundId,
    createdMs: startMs,
    finishedMs: startMs + random.int(90, 1200),
  };
  rows.transactions.push(bet);
  const pays = random.chance(game.hitRate);
  const amount = Math.round(stake * multiplierOf(game, random.exponential()));
  const isBonus = random.chance(BONUS);
  if (isBonus && !hasFailed) {
    const amountCents = Math.round(player.brand.priceLevel * random.pick(BONUSES));
    rows.transactions.push(
      credit(bet, { id: rowId(second, "c", number), type: "bonus", amountCents }, startMs + 1500, 400),
    );
  }
  if (hasFailed || !pays || amount === 0) return { bet, payout: 0 };
  const id = rowId(second, "p", number);
  rows.transactions.push(credit(bet, { id, type: "payout", amountCents: amount }, settledMs, random.int(80, 900)));
  return { bet, payout: amount };
}

/** What a bet brings its player, created and then completed `takesMs` later. */
function credit(
  { brand, playerId, currency, roundId }: TransactionRow,
  { id, type, amountCents }: Pick<TransactionRow, "id" | "type" | "amountCents">,
  createdMs: number,
  takesMs: number,
): TransactionRow {
  return {
    id,
    brand,
    playerId,
    type,
    amountCents,
    currency,
    status: "completed",
    failureReason: null,
    roundId,
    createdMs,
    finishedMs: createdMs + takesMs,
  };
}

/** A player on a random seat; for a table only one of its brand will do, and after a few tries nobody. */
function seated(play: Play): Player;
function seated(play: Play, brand: string): Player | null;
function seated({ world, startMs, random }: Play, brand?: string): Player | null {
  const seats = seatsAt(world, startMs);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const player = playerOnSeat(world, random.int(0, seats), startMs);
    if (brand === undefined || player.brand.key === brand) return player;
  }
  return null;
}

function stakeCents({ brand }: Player, { isShared }: Game, random: Random): number {
  const euros = Math.min(250, Math.max(0.2, random.logNormal(isShared ? 3.2 : 2.4, 1)));
  return Math.round(euros * brand.priceLevel * 10) * 10;
}

function lengthMs({ seconds: [least, most] }: Game, random: Random): number {
  return Math.round(1000 * random.between(least, most));
}

function failureReason({ betFailure }: Effects, random: Random): string {
  return random.pick(betFailure > 0.5 ? WALLET_OUTAGE_FAILURES : WALLET_FAILURES);
}

import { DAY_MS } from "@/lib/kernel/time";
import { busyness, instantOfVolume, volumeAt } from "./calendar";
import { BRANDS, type Brand } from "./platform";
import { share, weighted } from "./random";
import { type PlayerRow, STREAM, type World } from "./schema";

/** Registrations a day, on average. */
const SIGN_UPS_A_DAY = 130;
const VOLUME_OF_SIGN_UP = 86_400 / SIGN_UPS_A_DAY;
/** How long before its first stored day the platform opened: retention over 30 days needs players older than that. */
export const OPEN_BEFORE_HISTORY_MS = 46 * DAY_MS;
/** One player in forty never plays: only they exclude themselves, so that an excluded player is never seen playing. */
const VULNERABLE_EACH = 40;

/** A player of the demo platform; everything about one follows from the number. */
export interface Player {
  number: number;
  id: string;
  brand: Brand;
}

/** How many players had registered before an instant. */
export function registeredBy({ openedMs }: World, ms: number): number {
  return Math.max(0, Math.floor((volumeAt(ms) - volumeAt(openedMs)) / VOLUME_OF_SIGN_UP));
}

export function playerOf({ seed }: World, number: number): Player {
  const brand = weighted(BRANDS, share(seed, STREAM.players, number));
  return { number, id: `${brand.key}-p${number}`, brand };
}

/** The row of a player, as on the day of registration. */
export function playerRow(world: World, number: number): PlayerRow {
  const { id, brand } = playerOf(world, number);
  return {
    id,
    brand: brand.key,
    affiliate: affiliateOf(world, { number, id, brand }),
    country: weighted(brand.countries, share(world.seed, STREAM.players, number, 2)).code,
    createdMs: Math.floor(instantOfVolume(volumeAt(world.openedMs) + (number + 1) * VOLUME_OF_SIGN_UP)),
  };
}

export function affiliateOf({ seed }: World, { number, brand }: Player): string | null {
  return weighted(brand.affiliates, share(seed, STREAM.players, number, 1)).key;
}

/** One who may exclude himself, chosen by a share in [0, 1). */
export function vulnerablePlayer(world: World, ms: number, part: number): Player {
  const groups = Math.max(1, Math.floor(registeredBy(world, ms) / VULNERABLE_EACH));
  return playerOf(world, Math.floor(part * groups) * VULNERABLE_EACH);
}

/** How many are drawn for one choice; the most loyal of them plays, so that regulars are seen far more often than others. */
const DRAWN = 4;

/** One who may play, chosen by a key: half the draws favour those who came lately. */
export function activePlayer(world: World, ms: number, ...key: readonly number[]): Player {
  const count = registeredBy(world, ms);
  let best = { number: 1, loyalty: -1 };
  for (let draw = 0; draw < DRAWN; draw += 1) {
    const part = share(world.seed, STREAM.players, draw, ...key);
    const age = draw % 2 === 0 ? part * part : part;
    const drawn = Math.max(1, count - 1 - Math.floor(age * count));
    const number = drawn % VULNERABLE_EACH === 0 ? drawn + 1 : drawn;
    const loyalty = share(world.seed, STREAM.players, number, 3);
    if (loyalty > best.loyalty && number < count) best = { number, loyalty };
  }
  return playerOf(world, best.number);
}

const SEATS_A_RATE = 13;
const SESSION_SECONDS = { least: 8 * 60, most: 52 * 60 };

/** How many play at once: sessions, not clicks, come and go with the hour. */
export function seatsAt({ rate }: World, ms: number): number {
  return Math.max(6, Math.ceil(rate * SEATS_A_RATE * busyness(ms)));
}

interface Session {
  beganMs: number;
  endsMs: number;
  player: Player;
}
/** Sessions are asked for with every bet, each many times over. */
const sessions = new WeakMap<World, Map<number, Session>>();

/**
 * Who sits on a seat at an instant. A seat is taken by one player for a session, whose length is the seat's own; the next
 * session brings the next player. So sessions need no memory: any second can be asked for by itself.
 */
export function playerOnSeat(world: World, seat: number, ms: number): Player {
  const known = sessions.get(world) ?? new Map<number, Session>();
  sessions.set(world, known);
  const kept = known.get(seat);
  if (kept !== undefined && kept.beganMs <= ms && ms < kept.endsMs) return kept.player;
  const session = sessionOn(world, seat, ms);
  known.set(seat, session);
  return session.player;
}

function sessionOn(world: World, seat: number, ms: number): Session {
  const { least, most } = SESSION_SECONDS;
  const lengthMs = 1000 * Math.floor(least + share(world.seed, STREAM.seats, seat) ** 2 * (most - least));
  const offsetMs = Math.floor(share(world.seed, STREAM.seats, seat, 1) * lengthMs);
  const number = Math.floor((ms + offsetMs) / lengthMs);
  const beganMs = number * lengthMs - offsetMs;
  return { beganMs, endsMs: beganMs + lengthMs, player: activePlayer(world, beganMs, STREAM.seats, seat, number) };
}

/**
 * A stream of pseudo-random numbers that is the same wherever it is asked for: no clock, no `Math.random` (mulberry32).
 * A class, since one is made for every second of every kind of row and closures would cost more than the numbers.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** In [0, 1). */
  next(): number {
    const state = (this.#state + 0x6d2b79f5) >>> 0;
    this.#state = state;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  /** A whole number in [from, to). */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from));
  }

  pick<Item>(items: readonly Item[]): Item {
    return itemAt(items, Math.floor(this.next() * items.length));
  }

  /** Mean 1. */
  exponential(): number {
    return -Math.log(1 - this.next());
  }

  /** Mean 0, deviation 1. */
  normal(): number {
    return Math.sqrt(2 * this.exponential()) * Math.cos(2 * Math.PI * this.next());
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** Knuth's product below a mean of 30; above, parts of it, since the sum of Poisson numbers is one. */
  poisson(mean: number): number {
    let count = 0;
    for (let left = mean; left > 0; left -= 30) {
      const limit = Math.exp(-Math.min(left, 30));
      for (let product = this.next(); product > limit; product *= this.next()) count += 1;
    }
    return count;
  }
}

/** The stream of these keys. */
export function randomOf(...keys: readonly number[]): Random {
  return new Random(hash(...keys));
}

/** One 32-bit number from several; each bit of each key moves about half of the answer's bits (murmur3's finaliser). */
export function hash(...keys: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const key of keys) {
    state ^= key >>> 0;
    state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    state ^= Math.floor(key / 4_294_967_296);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return state >>> 0;
}

/** In [0, 1), from the keys alone. */
export function share(...keys: readonly number[]): number {
  return hash(...keys) / 4_294_967_296;
}

/** The item of a share in [0, 1), each having its `weight` of the whole; weights need not sum to 1. */
export function weighted<Item extends { weight: number }>(items: readonly Item[], part: number): Item {
  let left = part * items.reduce((sum, item) => sum + item.weight, 0);
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return itemAt(items, items.length - 1);
}

/** @throws RangeError on an empty list. */
export function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[Math.min(index, items.length - 1)];
  if (item === undefined) throw new RangeError("Nothing to pick from");
  return item;
}

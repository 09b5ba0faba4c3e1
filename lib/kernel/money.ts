/**
 * Decimal strings with up to eight decimals, added as scaled bigints. Money never becomes a `number`
 * but for display and for a metric's value, and is rounded once, at the edge.
 */
export type Decimal = string;

export interface Money {
  amount: Decimal;
  currency: string;
}

const SCALE = 8;
const UNIT = 10n ** BigInt(SCALE);
/** Rates have two decimals more than amounts (`numeric(20,10)`). */
const RATE_SCALE = 10;

/** Most digits an amount can keep (`numeric(20,8)`). */
export const MOST_MINOR_DIGITS = SCALE;

const isoDigits = new Map<string, number>();
/** As CRYPTO_CURRENCIES is where nobody set it. */
export const DEFAULT_CRYPTO_CURRENCIES: Readonly<Record<string, number>> = { BTC: 8 };
let declared = DEFAULT_CRYPTO_CURRENCIES;

/**
 * Names the currencies that ISO 4217 does not know, with their digits after the point: `{ BTC: 8 }`. The environment does it once for
 * a server and once for a browser; what is not named has two digits.
 */
export function declareCurrencies(digits: Readonly<Record<string, number>>): void {
  declared = digits;
}

/** Digits after the point of a currency: the declared ones, else those of the runtime's ISO 4217 data. JPY 0, EUR 2, JOD 3. */
export function minorDigits(currency: string): number {
  const own = declared[currency];
  if (own !== undefined) return own;
  const known = isoDigits.get(currency) ?? askDigits(currency);
  isoDigits.set(currency, known);
  return known;
}

function askDigits(currency: string): number {
  try {
    const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", {
      style: "currency",
      currency,
    }).resolvedOptions();
    return Math.min(maximumFractionDigits, SCALE);
  } catch (error) {
    // No three letters, such as BITS.
    if (error instanceof RangeError) return 2;
    throw error;
  }
}

/** @throws RangeError if the text is not a plain or scientific decimal. Digits past the eighth are rounded half away from zero. */
export function toScaled(amount: Decimal): bigint {
  return scaleBy(amount, SCALE);
}

function scaleBy(amount: Decimal, scale: number): bigint {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(amount.trim());
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match ?? [];
  if (!match || (whole === "" && fraction === "")) throw new RangeError(`Not a decimal: ${amount}`);
  const shift = Number(exponent) + scale - fraction.length;
  const digits = BigInt(whole + fraction);
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : divideRounded(digits, 10n ** BigInt(-shift));
  return sign === "-" ? -scaled : scaled;
}

/** Shortest plain form: `1250.5`, `-0.00000001`, `0`. */
export function fromScaled(scaled: bigint): Decimal {
  const sign = scaled < 0n ? "-" : "";
  const size = scaled < 0n ? -scaled : scaled;
  const fraction = (size % UNIT).toString().padStart(SCALE, "0").replace(/0+$/, "");
  return `${sign}${size / UNIT}${fraction === "" ? "" : `.${fraction}`}`;
}

export function add(...amounts: readonly Decimal[]): Decimal {
  return fromScaled(amounts.reduce((sum, amount) => sum + toScaled(amount), 0n));
}

export function subtract(from: Decimal, amount: Decimal): Decimal {
  return fromScaled(toScaled(from) - toScaled(amount));
}

/** `amount × rate`, rounded to eight decimals. */
export function convert(amount: Decimal, rate: Decimal): Decimal {
  return fromScaled(divideRounded(toScaled(amount) * scaleBy(rate, RATE_SCALE), 10n ** BigInt(RATE_SCALE)));
}

/** To the currency's digits, half away from zero (half up): 1.2345 JOD is 1.235, 1234.5 VND is 1235. */
export function roundTo(amount: Decimal, currency: string): Decimal {
  return roundDigits(amount, minorDigits(currency));
}

/** To so many digits after the point, half away from zero. */
export function roundDigits(amount: Decimal, digits: number): Decimal {
  const step = 10n ** BigInt(SCALE - digits);
  return fromScaled(divideRounded(toScaled(amount), step) * step);
}

/** `part / whole × 100` as a float; `null` when `whole` is zero. */
export function percentOf(part: Decimal, whole: Decimal): number | null {
  const divisor = toScaled(whole);
  return divisor === 0n ? null : (Number(toScaled(part)) / Number(divisor)) * 100;
}

/** The JSON number of an amount already rounded to its currency. */
export function toNumber(amount: Decimal): number {
  return Number(amount);
}

function divideRounded(value: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return value >= 0n ? (value + half) / divisor : (value - half) / divisor;
}

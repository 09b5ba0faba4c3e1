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

/** Digits after the point of currencies that do not have two. ISO 4217; BITS is the import's 1/1,000,000 BTC. */
const MINOR_DIGITS: Record<string, number> = { BHD: 3, BTC: 8, ISK: 0, JPY: 0, KRW: 0, KWD: 3, TND: 3 };

export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
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

/** To the currency's digits, half away from zero. */
export function roundTo(amount: Decimal, currency: string): Decimal {
  const step = 10n ** BigInt(SCALE - minorDigits(currency));
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

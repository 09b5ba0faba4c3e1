/** More digits than a double has after the point at any size that is measured; Intl takes no more everywhere. */
const MOST_DIGITS = 20;

const formatters = new Map<number, Intl.NumberFormat>();

/**
 * How many digits after the point a value needs so that it reads on the same side of its limit as it is: 1.002 beside 1 needs
 * three, 38.2 beside 20 no more than `least`. A limit beside itself gives the digits that write it in full.
 */
export function digitsBeside(value: number, limit: number | null, least: number): number {
  if (limit === null || !Number.isFinite(value) || !Number.isFinite(limit)) return least;
  const side = Math.sign(value - limit);
  for (let digits = least; digits < MOST_DIGITS; digits += 1)
    if (Math.sign(roundedTo(value, digits) - limit) === side) return digits;
  return MOST_DIGITS;
}

/** As Intl rounds it, which differs from `toFixed` for halves that a double cannot hold. */
function roundedTo(value: number, digits: number): number {
  const formatter =
    formatters.get(digits) ?? new Intl.NumberFormat("en", { useGrouping: false, maximumFractionDigits: digits });
  formatters.set(digits, formatter);
  return Number(formatter.format(value));
}

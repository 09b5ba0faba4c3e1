interface Counted {
  count: number;
}

/** All counts added up. */
export function totalOf(rows: readonly Counted[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}

/** `{type: count}`, rows of the same type added up, in the order they first came in. */
export function sumByType(rows: readonly (Counted & { type: string })[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { type, count } of rows) counts.set(type, (counts.get(type) ?? 0) + count);
  return Object.fromEntries(counts);
}

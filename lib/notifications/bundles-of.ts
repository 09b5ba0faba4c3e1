/** One message and the rows it carries, first the one that carries it; never empty. */
export type RowsOf<Row> = readonly [Row, ...Row[]];

/** The messages that rows leave as: those of one bundle together, every other by itself. In the order of their first rows. */
export function bundlesOf<Row extends { id: number; bundle: number | null }>(taken: readonly Row[]): RowsOf<Row>[] {
  const bundles = new Map<string, [Row, ...Row[]]>();
  for (const row of taken) {
    const key = row.bundle === null ? `row ${row.id}` : `bundle ${row.bundle}`;
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, [row]);
    else bundle.push(row);
  }
  return [...bundles.values()].map(inOrderOf);
}

/** The carrier is the row the bundle is named after, or else the first: a bundle is sorted by severity, too. */
function inOrderOf<Row extends { id: number }>([first, ...others]: RowsOf<Row>): RowsOf<Row> {
  const sorted = [first, ...others].sort((a, b) => a.id - b.id);
  const [carrier = first, ...rest] = sorted;
  return [carrier, ...rest];
}

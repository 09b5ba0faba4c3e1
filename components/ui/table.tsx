import type { ReactNode } from "react";

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
  align?: "left" | "right";
  kind?: "plain" | "money";
}

interface TableProps<Row> {
  /** Read aloud before the table; the panel's title says it on screen. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
}

/** Rendered on the server. Wider than its place, it scrolls by itself. */
export function Table<Row>({ caption, columns, rows, keyOf }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <fieldset className="table-scroll" tabIndex={0} aria-label={`${caption}, table`}>
      <table className="rows-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>{columns.map(headOf)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.name} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

/** A column without a name holds a mark of the row, and its head is no head. */
function headOf<Row>({ name, align }: Column<Row>, index: number) {
  return name === "" ? (
    <td key={`mark ${index}`} />
  ) : (
    <th key={name} scope="col" className={align}>
      {name}
    </th>
  );
}

function classOf<Row>({ align, kind }: Column<Row>): string | undefined {
  const classes = [align === "right" && "right", kind === "money" && "money"].filter(Boolean);
  return classes.length === 0 ? undefined : classes.join(" ");
}

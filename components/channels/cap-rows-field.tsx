import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { type CapRow, nextRow, type Unit } from "./cap-rows";

const UNIT_WORDS: Record<Unit, string> = { s: "seconds", min: "minutes", h: "hours" };
const UNITS = ["s", "min", "h"] as const satisfies readonly Unit[];

interface CapRowsProps {
  name: string;
  rows: readonly CapRow[];
  most: number;
  fault: { field: string; words: string } | null;
  onChange: (rows: CapRow[]) => void;
}

/** The caps of one channel: "at most 5 in 15 minutes", as many as are wanted. */
export function CapRows({ name, rows, most, fault, onChange }: CapRowsProps) {
  const change = (key: number, part: Partial<CapRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <fieldset className="cap-rows">
      <legend>{name}</legend>
      <div className="grid gap-[8px]">
        {rows.length === 0 && <p className="text-text-3">Not capped: every message goes at once.</p>}
        {rows.map((row, index) => (
          <div key={row.key} className="cap-row">
            <span className="text-text-2">at most</span>
            <span className="field">
              <input
                aria-label={`${name}, cap ${index + 1}: messages`}
                inputMode="numeric"
                value={row.count}
                onChange={({ target }) => change(row.key, { count: target.value })}
              />
            </span>
            <span className="text-text-2">in</span>
            <span className="field">
              <input
                aria-label={`${name}, cap ${index + 1}: period`}
                inputMode="numeric"
                value={row.per}
                onChange={({ target }) => change(row.key, { per: target.value })}
              />
            </span>
            <span className="field">
              <select
                aria-label={`${name}, cap ${index + 1}: unit`}
                value={row.unit}
                onChange={({ target }) => change(row.key, { unit: UNITS.find((unit) => unit === target.value) ?? "s" })}
              >
                {UNITS.map((unit) => (
                  <option key={unit} value={unit}>
                    {UNIT_WORDS[unit]}
                  </option>
                ))}
              </select>
            </span>
            <button
              type="button"
              className="icon-button"
              aria-label={`Remove cap ${index + 1} of ${name}`}
              onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
            >
              <Icon name="remove" size={14} />
            </button>
          </div>
        ))}
        {fault !== null && (
          <p role="alert" className="field-note field-note-bad">
            <Icon name="fault" size={13} />
            {placeOf(fault.field)}
            {fault.words}
          </p>
        )}
        {rows.length < most && (
          <Button
            size="small"
            icon="add"
            className="justify-self-start"
            aria-label={`Add a cap to ${name}`}
            onClick={() => onChange([...rows, nextRow(rows)])}
          >
            Add cap
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** `sms.1.count` is the second cap. */
function placeOf(field: string): string {
  const index = Number(field.split(".")[1]);
  return Number.isInteger(index) ? `Cap ${index + 1}: ` : "";
}

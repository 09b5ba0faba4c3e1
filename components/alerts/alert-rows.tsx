"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useKey } from "@/components/shell/use-key";
import { BulkBar } from "./bulk-bar";
import { useSelection } from "./selection";

/** One row, drawn on the server, with what a command on it needs. */
export interface RowEntry {
  id: number;
  version: number;
  row: ReactNode;
}

interface AlertRowsProps {
  entries: readonly RowEntry[];
  /** The one that is open. */
  selected: number | null;
  mayAct: boolean;
}

/** The list's rows: each can be marked, by hand, by x, a range by Shift and x, all by Ctrl and A. */
export function AlertRows({ entries, selected, mayAct }: AlertRowsProps) {
  const { ids, anchor, isMarking, mark, clear } = useSelection();
  const marked = entries.filter(({ id }) => ids.has(id));
  const isLost = ids.size > 0 && marked.length === 0;
  useEffect(() => {
    if (isLost) clear();
  }, [isLost, clear]);
  const toggle = (id: number, isRange: boolean) =>
    mark({ ids: isRange ? rangeOf(entries, anchor ?? id, id, ids) : toggled(ids, id), anchor: id });
  useKey("x", (event) => {
    if (mayAct && selected !== null) toggle(selected, event.shiftKey);
  });
  useKey("Escape", clear);
  useSelectAll(() => {
    if (mayAct) mark({ ids: new Set(entries.map(({ id }) => id)) });
  });
  if (entries.length === 0) return null;
  return (
    <>
      {mayAct && (
        <button
          type="button"
          className="alerts-select"
          aria-pressed={isMarking}
          onClick={() => (isMarking ? clear() : mark({ isMarking: true }))}
        >
          {isMarking ? "Done" : "Select"}
        </button>
      )}
      <ul className={isMarking || marked.length > 0 ? "rows rows-marking" : "rows"}>
        {entries.map(({ id, row }) => (
          <li key={id} className={ids.has(id) ? "row-marked" : undefined}>
            {mayAct && (
              <input
                type="checkbox"
                className="row-mark"
                aria-label={`Select A-${id}`}
                checked={ids.has(id)}
                onChange={(event) => toggle(id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
              />
            )}
            {row}
          </li>
        ))}
      </ul>
      {marked.length > 0 && <BulkBar marked={marked} onClear={clear} />}
    </>
  );
}

function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** All between the one marked last and this, beside what was marked before. */
function rangeOf(entries: readonly RowEntry[], from: number, to: number, ids: ReadonlySet<number>): Set<number> {
  const [first = 0, last = 0] = [from, to]
    .map((wanted) => entries.findIndex(({ id }) => id === wanted))
    .sort((a, b) => a - b);
  return new Set([...ids, ...entries.slice(Math.max(0, first), last + 1).map(({ id }) => id)]);
}

/** Ctrl or Cmd and A mark the list, unless something is being typed or asked. */
function useSelectAll(act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "a" || !(event.ctrlKey || event.metaKey)) return;
      const isTyping =
        event.target instanceof HTMLElement && event.target.closest("input[type=text], textarea, select");
      if (isTyping || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

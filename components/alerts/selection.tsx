"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";

interface Marks {
  ids: ReadonlySet<number>;
  /** The one marked last: where a range begins. */
  anchor: number | null;
  /** Whether the list shows its boxes, as a phone asks for. */
  isMarking: boolean;
}

interface Selection extends Marks {
  mark: (change: Partial<Marks>) => void;
  clear: () => void;
}

const NOTHING: Marks = { ids: new Set(), anchor: null, isMarking: false };
const SelectionContext = createContext<Selection>({ ...NOTHING, mark: () => undefined, clear: () => undefined });

/** Which alerts of the list are marked: while any is, the keys speak to them and not to the one that is open. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const [marks, setMarks] = useState(NOTHING);
  const clear = useCallback(() => setMarks(NOTHING), []);
  const mark = useCallback((change: Partial<Marks>) => setMarks((before) => ({ ...before, ...change })), []);
  const selection = useMemo(() => ({ ...marks, mark, clear }), [marks, mark, clear]);
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}

export function useSelection(): Selection {
  return useContext(SelectionContext);
}

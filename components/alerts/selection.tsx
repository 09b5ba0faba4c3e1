"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

interface Selection {
  ids: ReadonlySet<number>;
  set: (ids: ReadonlySet<number>) => void;
}

const SelectionContext = createContext<Selection>({ ids: new Set(), set: () => undefined });

/** Which alerts of the list are marked: while any is, the keys speak to them and not to the one that is open. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const [ids, set] = useState<ReadonlySet<number>>(new Set());
  const selection = useMemo(() => ({ ids, set }), [ids]);
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}

export function useSelection(): Selection {
  return useContext(SelectionContext);
}

"use client";

import { useEffect, useState } from "react";

/** The value once it has not changed for `ms`: what is typed is not asked about letter by letter. */
export function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

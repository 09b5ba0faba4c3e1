"use client";

import { useEffect, useRef } from "react";

const FIELDS = "input, textarea, select, [contenteditable]";

/** Calls `act` when the key is pressed by itself, and not while something is typed or a dialog is open. */
export function useKey(key: string, act: (event: KeyboardEvent) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== key.toLowerCase() || event.metaKey || event.ctrlKey || event.altKey) return;
      if (hasUseFor(event) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      latest.current(event);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [key]);
}

/** Whether what has the focus needs the key itself: a field any, a link or a button Enter. */
function hasUseFor({ target, key }: KeyboardEvent): boolean {
  const takers = key === "Enter" ? `${FIELDS}, a, button, summary` : FIELDS;
  return target instanceof HTMLElement && target.closest(takers) !== null;
}

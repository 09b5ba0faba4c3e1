"use client";

import { useShellSession } from "./session";

/** How many silences hide now; nothing when none does. */
export function SilenceCount() {
  const active = useShellSession()?.silences ?? 0;
  if (active === 0) return null;
  return (
    <em className="nav-count">
      {active}
      <span className="sr-only"> active</span>
    </em>
  );
}

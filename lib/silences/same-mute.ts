import type { Mute } from "@/lib/alerts/schema";

/** Whether two say the same: what hides, and until when. */
export function isSameMute(a: Mute | null, b: Mute | null): boolean {
  if (a === null || b === null) return a === b;
  return a.kind === b.kind && a.id === b.id && a.until === b.until && a.by === b.by;
}

import type { SilenceWire } from "@/lib/silences/wire";

/** Who looks, and what they may do with silences. */
export interface SilenceViewer {
  name: string;
  mayMake: boolean;
  mayEndAll: boolean;
}

/** Why this viewer may not change this silence, as a sentence; null when they may. */
export function refusalOf({ created_by, state }: SilenceWire, viewer: SilenceViewer): string | null {
  if (state === "ended") return "It has ended.";
  if (!viewer.mayMake) return "Your role looks only.";
  if (created_by === viewer.name || viewer.mayEndAll) return null;
  return `Made by ${created_by}: ask them, or an admin.`;
}

import type { PersonalChannel } from "@/lib/preferences/schema";

/** How a channel reaches the person who looks, as the page hands it to its parts. */
export interface ShownChannel {
  channel: PersonalChannel;
  where: string;
  /** Whether the house can send by it at all. */
  isReady: boolean;
  /** Why it reaches them by none now; null where it does. */
  silentBecause: string | null;
  lastTest: { at: string; isDelivered: boolean; durationMs: number | null; word: string } | null;
}

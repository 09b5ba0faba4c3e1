import type { PersonalChannel } from "@/lib/preferences/schema";

/** How a channel reaches the person who looks, as the page hands it to its parts. */
export interface ShownChannel {
  channel: PersonalChannel;
  where: string;
  /** Why it reaches them by none now; null where it does. */
  silentBecause: string | null;
  lastTest: { at: string; isDelivered: boolean; durationMs: number | null; word: string } | null;
}

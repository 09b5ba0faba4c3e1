import type { Role } from "@/lib/access/schema";
import type { AlertWire } from "@/lib/alerts/wire";
import type { PersonalChannel } from "@/lib/preferences/schema";
import type { DecisionWire } from "./decision-wire";
import type { OutcomeKind } from "./outcome";

/** One alert with what came of it for a person, by each channel and on each occasion. */
export interface TellingWire {
  alert: Pick<AlertWire, "id" | "rule_name" | "severity" | "status" | "brand" | "message" | "triggered_at"> & {
    title: string;
  };
  decisions: DecisionWire[];
}

/** The decisions about a person of the last days, as the API writes them: newest alert first, a page at a time. */
export interface TellingsWire {
  account: { id: number; name: string; role: Role };
  days: number;
  /** Decisions of each outcome, whatever outcome was asked for. */
  counts: Record<OutcomeKind, number>;
  alerts: TellingWire[];
  /** Where the next page begins; null on the last one. */
  next_offset: number | null;
}

/** A way that reaches somebody now; others see its address masked. */
export interface Reach {
  channel: PersonalChannel;
  address: string | null;
}

/** Somebody the console could tell, as the page of people shows them. */
export interface ListedPerson {
  id: number;
  name: string;
  role: Role;
  /** null: every brand. */
  brands: readonly string[] | null;
  /** `on call for Payments`; empty while off duty. */
  onCall: readonly string[];
  reach: readonly Reach[];
  lastToldAt: Date | null;
}

import type { Matcher } from "@/lib/kernel/matchers";
import { HOUR_MS } from "@/lib/kernel/time";
import { instantAt, wallMs } from "@/lib/kernel/zone";
import type { Hideable } from "@/lib/silences/schema";
import type { Prefill } from "./prefill-of";

export const REPEATS = ["once", "daily", "weekly", "own"] as const;
export type Repeat = (typeof REPEATS)[number];

/** What the form holds. Empty texts mean "any". */
export interface Draft {
  rule: string;
  brand: string;
  others: Matcher[];
  maxSeverity: Hideable;
  /** `2026-11-20T03:00` by the viewer's clock; empty for now. */
  startsAt: string;
  minutes: number;
  repeat: Repeat;
  /** RFC 5545, where `repeat` is `own`. */
  recurrence: string;
  reason: string;
  isWarned: boolean;
}

export const LENGTHS = [15, 30, 60, 120, 240, 480, 1440, 2880, 10_080] as const;
const WARN_MINUTES = 15;

export function emptyDraft(prefill: Prefill | null): Draft {
  return {
    rule: prefill?.rule ?? "",
    brand: prefill?.brand ?? "",
    others: prefill?.others ?? [],
    maxSeverity: "critical",
    startsAt: "",
    minutes: 120,
    repeat: "once",
    recurrence: "FREQ=MONTHLY;BYDAY=1SU",
    reason: "",
    isWarned: true,
  };
}

/** The draft as the API takes it. `zone` is the viewer's: what repeats keeps its clock time there. */
export function bodyOf(draft: Draft, zone: string) {
  return {
    reason: draft.reason,
    matchers: [
      ...(draft.rule === "" ? [] : [{ label: "rule", operator: "=" as const, value: draft.rule }]),
      ...(draft.brand === "" ? [] : [{ label: "brand", operator: "=" as const, value: draft.brand }]),
      ...draft.others,
    ],
    max_severity: draft.maxSeverity,
    starts_at: startOf(draft.startsAt, zone),
    duration_minutes: draft.minutes,
    recurrence: recurrenceOf(draft),
    time_zone: zone,
    warn_minutes: draft.isWarned ? WARN_MINUTES : null,
  };
}

/** "15 min", "2 h", "7 d". */
export function wordOfLength(minutes: number): string {
  const hours = (minutes * 60_000) / HOUR_MS;
  if (hours < 1) return `${minutes} min`;
  return hours < 48 ? `${hours} h` : `${hours / 24} d`;
}

function startOf(text: string, zone: string): string | null {
  const wall = text === "" ? Number.NaN : Date.parse(`${text}:00Z`);
  return Number.isNaN(wall) ? null : instantAt(wall, zone).toISOString();
}

/** The next full hour by the clock of `zone`, as the form holds a beginning. */
export function nextHour(now: number, zone: string): string {
  const wall = wallMs(new Date(now), zone);
  return new Date(Math.ceil(wall / HOUR_MS) * HOUR_MS).toISOString().slice(0, 16);
}

function recurrenceOf({ repeat, recurrence }: Draft): string | null {
  switch (repeat) {
    case "once":
      return null;
    case "daily":
      return "FREQ=DAILY";
    case "weekly":
      return "FREQ=WEEKLY";
    case "own":
      return recurrence;
  }
}

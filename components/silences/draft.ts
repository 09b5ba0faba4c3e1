import type { Matcher } from "@/lib/kernel/matchers";
import { MINUTE_MS } from "@/lib/kernel/time";
import { instantAt, wallMs, wallTicks } from "@/lib/kernel/zone";
import { describeDuration } from "@/lib/rules/describe";
import type { Hideable } from "@/lib/silences/schema";
import type { SilenceWire } from "@/lib/silences/wire";
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
  warnMinutes: number;
  /** By whose clock it is written; null for the viewer's. */
  zone: string | null;
  /** The times of the silence that is changed; null for a new one. */
  kept: KeptTimes | null;
}

/** To the second, where the form shows minutes: what is not touched is sent back as it was. Instants are ISO 8601. */
interface KeptTimes {
  startsAt: string;
  endsAt: string;
  /** As the form first showed them. */
  shownStart: string;
  shownMinutes: number;
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
    warnMinutes: WARN_MINUTES,
    zone: null,
    kept: null,
  };
}

/** A silence as the form first shows it: what `bodyOf` makes of it, untouched, is the silence. */
export function draftOf(silence: SilenceWire): Draft {
  const { matchers, recurrence, starts_at: startsAt, ends_at: endsAt, time_zone: zone, warn_minutes } = silence;
  const rule = matchers.find(({ label, operator }) => label === "rule" && operator === "=");
  const brand = matchers.find(({ label, operator }) => label === "brand" && operator === "=");
  const shownMinutes = Math.max(1, Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE_MS));
  const shownStart = wallText(wallMs(new Date(startsAt), zone));
  const blank = emptyDraft(null);
  return {
    rule: rule?.value ?? "",
    brand: brand?.value ?? "",
    others: matchers.filter((matcher) => matcher !== rule && matcher !== brand),
    maxSeverity: silence.max_severity,
    startsAt: shownStart,
    minutes: shownMinutes,
    repeat: repeatOf(recurrence),
    recurrence: recurrence ?? blank.recurrence,
    reason: silence.reason,
    isWarned: warn_minutes !== null,
    warnMinutes: warn_minutes ?? blank.warnMinutes,
    zone,
    kept: { startsAt, endsAt, shownStart, shownMinutes },
  };
}

/** The draft as the API takes it. `viewerZone` is where a new one that repeats keeps its clock time. */
export function bodyOf(draft: Draft, viewerZone: string) {
  const zone = draft.zone ?? viewerZone;
  return {
    reason: draft.reason,
    matchers: [
      ...(draft.rule === "" ? [] : [{ label: "rule", operator: "=" as const, value: draft.rule }]),
      ...(draft.brand === "" ? [] : [{ label: "brand", operator: "=" as const, value: draft.brand }]),
      ...draft.others,
    ],
    max_severity: draft.maxSeverity,
    ...timesOf(draft, zone),
    recurrence: recurrenceOf(draft),
    time_zone: zone,
    warn_minutes: draft.isWarned ? draft.warnMinutes : null,
  };
}

function timesOf({ startsAt, minutes, kept }: Draft, zone: string) {
  const isStartKept = kept !== null && startsAt === kept.shownStart;
  const starts_at = isStartKept ? kept.startsAt : startOf(startsAt, zone);
  if (isStartKept && minutes === kept.shownMinutes) return { starts_at, ends_at: kept.endsAt };
  return { starts_at, duration_minutes: minutes };
}

/** "15 min", "2 h", "7 d". */
export function wordOfLength(minutes: number): string {
  return describeDuration(minutes * MINUTE_MS);
}

function startOf(text: string, zone: string): string | null {
  const wall = text === "" ? Number.NaN : Date.parse(`${text}:00Z`);
  return Number.isNaN(wall) ? null : instantAt(wall, zone).toISOString();
}

/** The next full hour by the clock of `zone`, as the form holds a beginning. */
export function nextHour(now: number, zone: string): string {
  const hour = 60 * MINUTE_MS;
  const tick = wallTicks({ from: new Date(now), to: new Date(now + 2 * hour) }, 60, zone)[0] ?? new Date(now + hour);
  return wallText(wallMs(tick, zone));
}

function wallText(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16);
}

function repeatOf(recurrence: string | null): Repeat {
  if (recurrence === null) return "once";
  return recurrence === "FREQ=DAILY" ? "daily" : recurrence === "FREQ=WEEKLY" ? "weekly" : "own";
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

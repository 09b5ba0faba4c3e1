import type { Interval } from "@/lib/kernel/time";
import { calendarDaysOf, dayName } from "@/lib/kernel/zone";
import type { Channel } from "@/lib/rules/schema";
import type { FindingsState, FoundAlert } from "./findings";
import type { MarkedAlert } from "./match-real";
import type { BackTestResult, WouldBeAlert } from "./schema";

/** What one would-be alert would have cost; null where that cannot be told. */
export type Money = WouldBeAlert["money"];

interface Summed {
  span: Interval;
  found: FindingsState;
  marked: readonly MarkedAlert[];
  /** Of each alert found, in its order. */
  money: readonly Money[];
  series: number;
  durationMs: number;
  notes: readonly string[];
  zone: string;
}

/** The result as the API writes it. Call it once everything open was finished. */
export function summarise({ span, found, marked, money, series, durationMs, notes, zone }: Summed): BackTestResult {
  const useful = marked.filter(({ outcome }) => outcome === "useful");
  const told = found.useful + found.noise;
  const alerts = found.alerts.map((alert, index) => toWire(alert, { money: money[index] ?? null, span }));
  // One that cost something was no false alarm, however short it was.
  const redeemed = found.alerts.filter(({ looksFalse }, index) => looksFalse && !alerts[index]?.looks_false).length;
  const falseLooking = found.looksFalse - redeemed;
  return {
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    samples: found.samples,
    series,
    duration_ms: Math.round(durationMs),
    sentence: sentenceOf({ fired: found.fired, falseLooking, alerts: found.alerts, pages: found.pages }),
    fired: found.fired,
    alerts: alerts.toReversed().sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0)),
    alerts_left_out: found.fired - alerts.length,
    days: everyDay(found.days, span, zone),
    pages: Object.entries(found.pages).map(([name, page]) => ({ name, ...page })),
    false_looking: falseLooking,
    useful: found.useful,
    noise: found.noise,
    missed: useful.length - found.confirmed.length,
    precision: told === 0 ? null : found.useful / told,
    recall: useful.length === 0 ? null : found.confirmed.length / useful.length,
    suppressed_by_cooldown: found.suppressed,
    over_cap: found.overCap,
    notes: [...notes],
  };
}

function toWire(alert: FoundAlert, { money, span }: { money: Money; span: Interval }): WouldBeAlert {
  const end = alert.to ?? span.to.getTime();
  const hasCost = money !== null && money.confidence !== "low" && Number(money.amount) > 0;
  return {
    from: new Date(alert.from).toISOString(),
    to: alert.to === null ? null : new Date(alert.to).toISOString(),
    severity: alert.severity,
    highest_severity: alert.highest,
    labels: alert.labels,
    peak: alert.peak,
    duration_seconds: (end - alert.from) / 1000,
    raised_after_seconds: (alert.from - alert.since) / 1000,
    money,
    reached: alert.reached.map(({ name, channels, isAtNight }) => ({ name, channels, at_night: isAtNight })),
    judged: alert.judged,
    looks_false: alert.looksFalse && (alert.judged === "noise" || !hasCost),
    cap_until: alert.capUntil === null ? null : new Date(alert.capUntil).toISOString(),
  };
}

/** Days without a sample are there too, with nothing in them. */
function everyDay(known: FindingsState["days"], span: Interval, zone: string): FindingsState["days"] {
  const found = new Map(known.map((day) => [day.day, day]));
  return calendarDaysOf(span, zone)
    .map(dayName)
    .map((day) => found.get(day) ?? { day, highest: null, severity: null });
}

/** Channels that ring or are read by somebody in bed; a chat room or a webhook wakes nobody. */
const WAKING: readonly Channel[] = ["email", "pagerduty", "sms", "push"];

interface Told {
  fired: number;
  falseLooking: number;
  alerts: readonly Pick<FoundAlert, "reached">[];
  pages: FindingsState["pages"];
}

/** "Would have fired 3 times and woken 2 people once; 1 looks false." */
export function sentenceOf({ fired, falseLooking, alerts, pages }: Told): string {
  if (fired === 0) return "Would not have fired.";
  const waking = new Set(
    alerts.flatMap(({ reached }) =>
      reached.filter(({ channels }) => channels.some((one) => WAKING.includes(one))).map(({ name }) => name),
    ),
  );
  const nights = Object.entries(pages).flatMap(([name, { night }]) => (night > 0 && waking.has(name) ? [night] : []));
  const woken = nights.length === 0 ? "woken nobody" : `woken ${peopleOf(nights.length)} ${wakings(nights)}`;
  const verb = falseLooking === 1 ? "1 looks false" : `${falseLooking === 0 ? "none" : falseLooking} look false`;
  const looks = fired === 1 ? (falseLooking === 1 ? "it looks false" : "it does not look false") : verb;
  return `Would have fired ${times(fired)} and ${woken}; ${looks}.`;
}

const peopleOf = (count: number) => (count === 1 ? "1 person" : `${count} people`);

function wakings(nights: readonly number[]): string {
  const [first = 0] = nights;
  if (nights.every((night) => night === first))
    return `${times(first)}${nights.length > 1 && first > 1 ? " each" : ""}`;
  return `${nights.reduce((sum, night) => sum + night, 0)} times in all`;
}

function times(count: number): string {
  return count === 1 ? "once" : `${new Intl.NumberFormat("en").format(count)} times`;
}

import { z } from "zod";
import { Outcome } from "@/lib/alerts/schema";
import { Labels } from "@/lib/kernel/labels";
import { Severity, severityRank } from "@/lib/kernel/severity";
import { MINUTE_MS } from "@/lib/kernel/time";
import { localDate } from "@/lib/kernel/zone";
import type { Verdict } from "@/lib/rules/evaluate";
import { Channel, type Rule } from "@/lib/rules/schema";
import { type MarkedAlert, overlapping } from "./match-real";
import { isNight, type Reach } from "./reach";
import type { Step } from "./replay";
import { MAX_ALERTS_KEPT } from "./schema";

/** A would-be alert as it is being found; instants in milliseconds since the epoch. */
export const FoundAlert = z.object({
  from: z.number(),
  to: z.number().nullable(),
  /** Since when the level it was raised at held. */
  since: z.number(),
  severity: Severity,
  highest: Severity,
  labels: Labels,
  peak: z.number().nullable(),
  capUntil: z.number().nullable(),
  reached: z.array(z.object({ name: z.string(), channels: z.array(Channel), isAtNight: z.boolean() })),
  judged: Outcome.nullable(),
  looksFalse: z.boolean(),
});
export type FoundAlert = z.infer<typeof FoundAlert>;

const count = z.number().int();

/** What a back-test has found so far; its JSON goes on from there. */
export const FindingsState = z.object({
  samples: count,
  fired: count,
  overCap: count,
  suppressed: count,
  looksFalse: count,
  useful: count,
  noise: count,
  /** Ids of real alerts marked useful that a would-be alert overlaps. */
  confirmed: z.array(z.number()),
  /** Ended ones, oldest first, the newest 500. */
  alerts: z.array(FoundAlert),
  /** By series. */
  open: z.record(z.string(), FoundAlert),
  days: z.array(z.object({ day: z.string(), highest: z.number().nullable(), severity: Severity.nullable() })),
  pages: z.record(z.string(), z.object({ total: count, night: count })),
  /** By series: the end of the cooldown that last suppressed a breach, counted once. */
  cooled: z.record(z.string(), z.number()),
  /** Until when those over the cap wait to be told together. */
  bundleUntil: z.number(),
});
export type FindingsState = z.infer<typeof FindingsState>;

export const NOTHING_FOUND: FindingsState = {
  samples: 0,
  fired: 0,
  overCap: 0,
  suppressed: 0,
  looksFalse: 0,
  useful: 0,
  noise: 0,
  confirmed: [],
  alerts: [],
  open: {},
  days: [],
  pages: {},
  cooled: {},
  bundleUntil: 0,
};

/** An alert whose condition is clear again this soon after it was raised needed nobody. */
const SHORT_MS = 2 * MINUTE_MS;
/** A local day begins on a multiple of this everywhere. */
const QUARTER_MS = 15 * MINUTE_MS;

interface Surroundings {
  rule: Pick<Rule, "operator">;
  reach: Reach;
  /** Real alerts of the metric that somebody marked. */
  marked: readonly MarkedAlert[];
  /** Whose days are counted. */
  zone: string;
}

/** Counts what a replay's steps amount to: alerts, days, messages, and how they compare with what people said. */
export class Findings {
  readonly #given: Surroundings;
  readonly #found: FindingsState;
  readonly #open: Map<number, FoundAlert>;
  readonly #confirmed: Set<number>;
  #day = { quarter: Number.NaN, name: "" };

  constructor(given: Surroundings, state: FindingsState = NOTHING_FOUND) {
    this.#given = given;
    this.#found = structuredClone(state);
    this.#open = new Map(Object.entries(this.#found.open).map(([id, alert]) => [Number(id), alert]));
    this.#confirmed = new Set(state.confirmed);
  }

  /** @returns itself as JSON; what is open stays open. */
  state(): FindingsState {
    return { ...this.#found, open: Object.fromEntries(this.#open), confirmed: [...this.#confirmed] };
  }

  take(step: Step): void {
    this.#found.samples += 1;
    if (step.verdict.kind === "suppressed") this.#suppress(step, step.verdict);
    if (step.verdict.kind === "raise") this.#raise(step, step.verdict);
    if (step.verdict.kind === "worsen") this.#worsen(step, step.verdict.to);
    this.#read(step);
    if (step.verdict.kind === "resolve") this.#resolve(step, step.verdict);
  }

  /** What is still open when the history ends counts as it stands, and has no end. */
  finish(to: number): void {
    for (const alert of this.#open.values()) this.#keep(alert, to);
    this.#open.clear();
  }

  #suppress({ series }: Step, { until }: Extract<Verdict, { kind: "suppressed" }>): void {
    if (this.#found.cooled[series.id] === until.getTime()) return;
    this.#found.cooled[series.id] = until.getTime();
    this.#found.suppressed += 1;
  }

  #raise({ series, at, reading }: Step, { severity, since, capUntil }: Extract<Verdict, { kind: "raise" }>): void {
    const found = this.#found;
    found.fired += 1;
    const alert: FoundAlert = {
      from: at,
      to: null,
      since: since.getTime(),
      severity,
      highest: severity,
      labels: series.labels,
      peak: reading,
      capUntil: capUntil?.getTime() ?? null,
      reached: [],
      judged: null,
      looksFalse: false,
    };
    this.#open.set(series.id, alert);
    if (alert.capUntil !== null) found.overCap += 1;
    const isBundled = alert.capUntil !== null && alert.capUntil <= found.bundleUntil;
    if (isBundled) return;
    found.bundleUntil = alert.capUntil ?? found.bundleUntil;
    this.#tell(alert, { severity, occasion: "triggered", at: alert.capUntil ?? at });
  }

  #worsen({ series, at }: Step, to: Severity): void {
    const alert = this.#open.get(series.id);
    if (alert === undefined || severityRank(to) <= severityRank(alert.highest)) return;
    alert.highest = to;
    this.#tell(alert, { severity: to, occasion: "worsened", at });
  }

  #tell(
    alert: FoundAlert,
    { severity, occasion, at }: { severity: Severity; occasion: "triggered" | "worsened"; at: number },
  ): void {
    const brand = alert.labels.brand ?? null;
    for (const { name, channels, zone } of this.#given.reach({ brand, severity, occasion })) {
      const isAtNight = isNight(new Date(at), zone);
      const page = this.#found.pages[name] ?? { total: 0, night: 0 };
      this.#found.pages[name] = { total: page.total + 1, night: page.night + (isAtNight ? 1 : 0) };
      const known = alert.reached.find((one) => one.name === name);
      if (known === undefined) alert.reached.push({ name, channels: [...channels], isAtNight });
      else {
        known.channels = [...new Set([...known.channels, ...channels])];
        known.isAtNight ||= isAtNight;
      }
    }
  }

  #read({ series, at, reading, level }: Step): void {
    const alert = this.#open.get(series.id);
    if (alert !== undefined && reading !== null) alert.peak = this.#further(alert.peak, reading);
    const day = this.#dayOf(at);
    if (reading !== null) day.highest = this.#further(day.highest, reading);
    if (level !== null && (day.severity === null || severityRank(level) > severityRank(day.severity)))
      day.severity = level;
  }

  #resolve({ series, at }: Step, verdict: Extract<Verdict, { kind: "resolve" }>): void {
    const alert = this.#open.get(series.id);
    this.#open.delete(series.id);
    if (alert === undefined) return;
    alert.to = at;
    alert.looksFalse = verdict.because === "clear" && verdict.clearSince.getTime() - alert.from <= SHORT_MS;
    this.#keep(alert, at);
  }

  /** Compares with what people said, counts and keeps it. */
  #keep(alert: FoundAlert, to: number): void {
    const found = this.#found;
    const real = overlapping(this.#given.marked, { labels: alert.labels, from: alert.from, to });
    const useful = real.filter(({ outcome }) => outcome === "useful");
    for (const { id } of useful) this.#confirmed.add(id);
    if (useful.length > 0) [alert.judged, alert.looksFalse] = ["useful", false];
    else if (real.length > 0) [alert.judged, alert.looksFalse] = ["noise", true];
    found.useful += alert.judged === "useful" ? 1 : 0;
    found.noise += alert.judged === "noise" ? 1 : 0;
    found.looksFalse += alert.looksFalse ? 1 : 0;
    found.alerts.push(alert);
    if (found.alerts.length > MAX_ALERTS_KEPT) found.alerts.shift();
  }

  /** The one of two readings that lies further where the rule looks: down for `<`, else up. */
  #further(known: number | null, reading: number): number {
    if (known === null) return reading;
    return this.#given.rule.operator.startsWith("<") ? Math.min(known, reading) : Math.max(known, reading);
  }

  #dayOf(at: number): FindingsState["days"][number] {
    const quarter = Math.floor(at / QUARTER_MS);
    if (quarter !== this.#day.quarter) this.#day = { quarter, name: localDate(new Date(at), this.#given.zone) };
    const { days } = this.#found;
    const known = days.at(-1);
    if (known?.day === this.#day.name) return known;
    const made = { day: this.#day.name, highest: null, severity: null };
    days.push(made);
    return made;
  }
}

import { MINUTE_MS } from "@/lib/kernel/time";
import type { NewRule } from "@/lib/rules/read-body";
import { LAST_VALUE, type Rule } from "@/lib/rules/schema";

export const SERIES = 100_000;
export const RULES = 10_000;
const METRICS = 100;
const GAMES = 100;
const BRANDS = 10;
/** One series in a thousand is past its limit. */
const BREACHING = 1_000;

export interface BenchSeries {
  id: number;
  metric: string;
  labels: { brand: string; game: string };
}

/** 100 metrics, each by 10 brands and 100 games. */
export function manySeries(): BenchSeries[] {
  return Array.from({ length: SERIES }, (_, index) => ({
    id: index + 1,
    metric: `bench_${index % METRICS}`,
    labels: {
      brand: `b${Math.floor(index / METRICS) % BRANDS}`,
      game: `g${Math.floor(index / METRICS / BRANDS) % GAMES}`,
    },
  }));
}

/** For each metric one rule a game, over every brand: ten series each, so that every series is judged once. */
export function manyRules(): Rule[] {
  return Array.from({ length: RULES }, (_, index) => ({
    ...oneRule(index),
    id: index + 1,
    version: 1,
    isDefault: false,
  }));
}

function oneRule(index: number): NewRule {
  return {
    name: `bench_rule_${index}`,
    metric: `bench_${index % METRICS}`,
    labels: { brand: "*", game: `g${Math.floor(index / METRICS) % GAMES}` },
    matchers: [],
    condition: LAST_VALUE,
    operator: ">",
    levels: [
      { severity: "warning", threshold: 90, recovery: 85, durationMs: null },
      { severity: "critical", threshold: 99, recovery: 95, durationMs: null },
    ],
    channels: ["log"],
    durationMs: MINUTE_MS,
    cooldownMs: 15 * MINUTE_MS,
    holdMs: MINUTE_MS,
    maxAlertsPerHour: 4,
    windows: null,
    minimumSample: null,
    noData: "keep",
    latenessMs: 0,
    mode: "shadow",
    class: "ordinary",
    measureId: null,
    runbook: null,
    description: null,
    isActive: true,
  };
}

/** Below every limit but for one series in a thousand; moves a little with each pass. */
export function sampleOf(seriesId: number, pass: number): number {
  return seriesId % BREACHING === 0 ? 95 : (seriesId + pass) % 80;
}

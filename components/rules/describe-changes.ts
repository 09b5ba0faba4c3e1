import { OPERATOR_WORDS } from "@/lib/rules/conditions";
import { describeDuration, listOf } from "@/lib/rules/describe";
import type { FormLevel, RuleForm } from "./rule-form";
import { KIND_WORDS, MODE_WORDS, unitOf } from "./words";

type Wording = (value: RuleForm) => string;

const seconds = (value: number): string => describeDuration(value * 1000);
const orNone = (text: string): string => (text === "" ? "none" : text);

/** Fields whose change is told as "name, from to"; long texts are only said to have changed. */
const TOLD: readonly [string, Wording][] = [
  ["name", ({ name }) => orNone(name)],
  ["metric", ({ metric }) => metric],
  ["comparison", ({ operator }) => OPERATOR_WORDS[operator]],
  ["condition", ({ kind }) => KIND_WORDS[kind]],
  ["reading", (form) => readingWords(form)],
  [
    "labels",
    ({ labels }) => orNone(labels.map(({ name, value }) => `${name} ${value === "*" ? "any" : value}`).join(", ")),
  ],
  ["filter", ({ matchers }) => orNone(matchers.map((one) => `${one.label} ${one.operator} ${one.value}`).join(", "))],
  ["held for", ({ durationSeconds }) => seconds(durationSeconds)],
  ["told", ({ channels }) => (channels === null ? "by severity" : listOf(channels))],
  ["recovered for", ({ holdSeconds }) => seconds(holdSeconds)],
  ["cooldown", ({ cooldownMinutes }) => `${cooldownMinutes} min`],
  ["at most", ({ maxAlertsPerHour }) => `${maxAlertsPerHour} an hour`],
  ["readings that must breach", ({ least, of }) => (least === "" && of === "" ? "each" : `${least} of ${of}`)],
  ["least sample", ({ minimumSample }) => orNone(minimumSample)],
  ["missing data", ({ noData }) => (noData === "keep" ? "keeps the alert" : "resolves the alert")],
  ["lateness", ({ latenessSeconds }) => seconds(latenessSeconds)],
  ["mode", ({ mode }) => MODE_WORDS[mode]],
  ["class", ({ class: kind }) => (kind === "ordinary" ? "ordinary" : "player safety")],
  ["switched", ({ isActive }) => (isActive ? "on" : "off")],
  ["measure", ({ measureId }) => (measureId === null ? "none" : `number ${measureId}`)],
];

/** What differs between two forms of a rule, each as a few words: "critical 1 % to 2 %", "cooldown 15 min to 30 min". */
export function describeChanges(before: RuleForm, after: RuleForm): string[] {
  const told = TOLD.flatMap(([name, write]) => {
    const [from, to] = [write(before), write(after)];
    return from === to ? [] : [`${name} ${from} to ${to}`];
  });
  const texts = (["runbook", "description"] as const).filter((name) => before[name] !== after[name]);
  return [...levelChanges(before, after), ...told, ...texts.map((name) => `${name} changed`)];
}

function levelChanges(before: RuleForm, after: RuleForm): string[] {
  const unit = unitOf(after);
  const known = new Map(before.levels.map((level) => [level.severity, level]));
  const kept = new Set(after.levels.map(({ severity }) => severity));
  const changed = after.levels.flatMap((level) => {
    const old = known.get(level.severity);
    if (old === undefined) return [`${level.severity} at ${withUnit(level.threshold, unit)} added`];
    return partChanges(old, level, unit).map((words) => `${level.severity} ${words}`);
  });
  const removed = before.levels.filter(({ severity }) => !kept.has(severity));
  return [...changed, ...removed.map(({ severity }) => `${severity} removed`)];
}

function partChanges(old: FormLevel, now: FormLevel, unit: string): string[] {
  const words: string[] = [];
  if (old.threshold !== now.threshold)
    words.push(`${withUnit(old.threshold, unit)} to ${withUnit(now.threshold, unit)}`);
  if (old.recovery !== now.recovery)
    words.push(`recovers at ${withUnit(orNone(old.recovery), unit)} to ${withUnit(orNone(now.recovery), unit)}`);
  if (old.durationSeconds !== now.durationSeconds)
    words.push(`held for ${heldWords(old.durationSeconds)} to ${heldWords(now.durationSeconds)}`);
  return words;
}

function heldWords(durationSeconds: number | null): string {
  return durationSeconds === null ? "the rule's" : seconds(durationSeconds);
}

function withUnit(text: string, unit: string): string {
  const shown = text === "" ? "nothing" : text;
  return unit === "" || text === "" || text === "none" ? shown : `${shown} ${unit}`;
}

function readingWords(form: RuleForm): string {
  if (form.kind === "threshold")
    return form.aggregate === "last" ? "newest value" : `${form.aggregate} over ${seconds(form.windowSeconds)}`;
  if (form.kind === "change") return `${form.measure} against ${seconds(form.periodSeconds)} before`;
  if (form.kind === "burn_rate")
    return `${form.objective} % over ${seconds(form.longSeconds)} and ${seconds(form.shortSeconds)}`;
  return "";
}

import { canonical } from "@/lib/kernel/canonical";
import { RuleBody } from "./body";

/** One field that differs between two versions; null stands for nothing there too. */
export interface Difference {
  /** As the API names it, with dots inside: `threshold_value`, `condition.kind`, `levels.critical.threshold_value`. */
  field: string;
  before: unknown;
  after: unknown;
}

/** Fields in the order the API documents them. */
const ORDER = Object.keys(RuleBody.shape);

type Body = Readonly<Record<string, unknown>>;

/**
 * What changed from one body of a rule to the next. The order of keys does not count, since the database keeps none;
 * levels are compared by severity.
 */
export function difference(before: Body, after: Body): Difference[] {
  const was = new Map(flatten(before));
  const is = new Map(flatten(after));
  const fields = [...new Set([...is.keys(), ...was.keys()])].sort((a, b) => orderOf(a) - orderOf(b));
  return fields.flatMap((field) => {
    const change = { field, before: was.get(field) ?? null, after: is.get(field) ?? null };
    return canonical(change.before) === canonical(change.after) ? [] : [change];
  });
}

function orderOf(field: string): number {
  return ORDER.indexOf(field.split(".", 1).join(""));
}

/** `threshold_value 5 to 6, runbook changed`: long texts and lists are named, not repeated. */
export function describeDifference(differences: readonly Difference[]): string {
  return differences.map(describeOne).join(", ");
}

const MOST_SHOWN = 60;

function describeOne({ field, before, after }: Difference): string {
  const [from, to] = [wordOf(before), wordOf(after)];
  return from === null || to === null ? `${field} changed` : `${field} ${from} to ${to}`;
}

/** Null where a value is too long to be read in a line. */
function wordOf(value: unknown): string | null {
  const text = value === null ? "nothing" : typeof value === "string" ? value : canonical(value);
  return text.length > MOST_SHOWN || text.includes("\n") ? null : text;
}

/** Every leaf with its dotted name; a list stays one leaf, but for levels, which are found by their severity. */
function flatten(body: Body, prefix = ""): [string, unknown][] {
  return Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
    const field = `${prefix}${name}`;
    const inner = field === "levels" ? bySeverity(value) : value;
    return isBody(inner) && Object.keys(inner).length > 0
      ? flatten(inner, `${field}.`)
      : [[field, isBody(inner) ? null : inner]];
  });
}

function bySeverity(levels: unknown): unknown {
  if (!Array.isArray(levels)) return levels;
  return Object.fromEntries(levels.filter(isBody).map(({ severity, ...level }) => [String(severity), level]));
}

function isBody(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

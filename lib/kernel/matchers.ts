import { RE2JS } from "re2js";
import { z } from "zod";
import type { Labels } from "./labels";

/** Prometheus' four: equals, differs, matches the whole value, does not. */
const MATCHER_OPERATORS = ["=", "!=", "=~", "!~"] as const;
type MatcherOperator = (typeof MATCHER_OPERATORS)[number];

const MAX_PATTERN = 200;

/** Narrows what has labels: `{label: "provider", operator: "=~", value: "nord.*|ecpay"}`. A missing label is the empty text. */
export const Matcher = z
  .object({
    label: z
      .string('expected the name of a label, such as "provider"')
      .regex(/^[a-z_][a-z0-9_]{0,49}$/, 'expected the name of a label, such as "provider"'),
    operator: z.enum(MATCHER_OPERATORS, "expected one of = != =~ !~"),
    value: z
      .string('expected a text, such as "nordpay"')
      .max(MAX_PATTERN, `expected at most ${MAX_PATTERN} characters`),
  })
  .refine(({ operator, value }) => !isPattern(operator) || compiles(value), {
    path: ["value"],
    message: 'expected a regular expression (RE2), such as "nord.*|ecpay"',
  });
export type Matcher = z.infer<typeof Matcher>;

/** At most 20, so that a list of them stays readable and cheap. */
export const Matchers = z.array(Matcher).max(20, "expected at most 20 matchers");

/** Whether every matcher holds; none at all matches everything. Patterns are RE2's: no input makes them slow. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => holds(matcher, labels[matcher.label] ?? ""));
}

function holds({ operator, value }: Matcher, actual: string): boolean {
  switch (operator) {
    case "=":
      return actual === value;
    case "!=":
      return actual !== value;
    case "=~":
      return compiled(value).matches(actual);
    case "!~":
      return !compiled(value).matches(actual);
  }
}

/** `provider = nordpay`, `brand =~ aurora|kingfisher`. */
export function describeMatcher({ label, operator, value }: Matcher): string {
  return `${label} ${operator} ${value === "" ? '""' : value}`;
}

function isPattern(operator: MatcherOperator): boolean {
  return operator === "=~" || operator === "!~";
}

function compiles(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

const MAX_COMPILED = 1000;
const patterns = new Map<string, RE2JS>();

/** Compiling costs far more than matching, and the same few patterns meet every series. */
function compiled(pattern: string): RE2JS {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  const made = RE2JS.compile(pattern);
  if (patterns.size >= MAX_COMPILED) patterns.clear();
  patterns.set(pattern, made);
  return made;
}

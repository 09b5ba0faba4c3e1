import { SEVERITIES, Severity } from "@/lib/kernel/severity";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { Rule } from "./schema";

export const RULE_STATES = ["on", "off", "shadow", "draft"] as const;
export type RuleState = (typeof RULE_STATES)[number];

/** What a list of rules is narrowed to; kept in the address bar. */
export interface RuleFacets {
  /** Words that name, metric or description must hold. */
  text?: string;
  state?: RuleState;
  /** One of the levels has it. */
  severity?: Severity;
  /** The part of the platform the metric tells of. */
  service?: string;
  /** Only those that have an alert open, or that something is odd about. */
  only?: "firing" | "odd";
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Of the address bar; what it cannot read it leaves out. */
export function readRuleFacets({ text, state, severity, service, only }: Texts): RuleFacets {
  return {
    text: text?.trim() === "" ? undefined : text?.trim(),
    state: RULE_STATES.find((known) => known === state),
    severity: Severity.safeParse(severity).data,
    service,
    only: only === "firing" || only === "odd" ? only : undefined,
  };
}

/** The query of an address with these facets, `?…` or empty. */
export function writeRuleFacets({ text, state, severity, service, only }: RuleFacets): string {
  const given = Object.entries({ text, state, severity, service, only }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

/** How many facets hide something. */
export function ruleFacetCount(facets: RuleFacets): number {
  return Object.values(facets).filter((facet) => facet !== undefined).length;
}

/** A rule that is switched off is off, whatever its mode would be. */
export function stateOf({ isActive, mode }: Pick<Rule, "isActive" | "mode">): RuleState {
  if (!isActive) return "off";
  return mode === "live" ? "on" : mode;
}

/** What the list knows of a rule beside itself. */
interface Known {
  rule: Rule;
  open: number;
  findings: number;
}

/** Whether a rule belongs into the list. */
export function isRuleNarrowedTo({ rule, open, findings }: Known, facets: RuleFacets): boolean {
  const { text, state, severity, service, only } = facets;
  if (state !== undefined && stateOf(rule) !== state) return false;
  if (severity !== undefined && !rule.levels.some((level) => level.severity === severity)) return false;
  if (service !== undefined && serviceOf(rule) !== service) return false;
  if (only === "firing" && open === 0) return false;
  if (only === "odd" && findings === 0) return false;
  const hay = `${rule.name} ${rule.metric} ${rule.description ?? ""}`.toLowerCase();
  return (
    text === undefined ||
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => hay.includes(word))
  );
}

/** The part of the platform a rule watches; `other` for a pushed metric. */
export function serviceOf({ metric }: Pick<Rule, "metric">): string {
  return definitionOf(metric)?.service ?? "other";
}

/** The severities that any of these rules has, in rising order. */
export function severitiesOf(rules: readonly Pick<Rule, "levels">[]): Severity[] {
  return SEVERITIES.filter((one) => rules.some(({ levels }) => levels.some(({ severity }) => severity === one)));
}

import { Document, isMap, isPair, isScalar, isSeq, visit } from "yaml";
import { canonical } from "@/lib/kernel/canonical";
import { RuleBody } from "./body";
import type { NewRule } from "./read-body";
import { ruleToBody } from "./wire";

/** The order of a rule's fields in the file: what it is about, when it fires, what becomes of it. */
export const RULE_FIELDS = [
  "rule_name",
  "description",
  "metric_name",
  "labels",
  "matchers",
  "condition",
  "comparison_operator",
  "threshold_value",
  "severity",
  "levels",
  "duration_seconds",
  "hold_seconds",
  "windows",
  "minimum_sample",
  "no_data",
  "lateness_seconds",
  "notification_channels",
  "cooldown_minutes",
  "max_alerts_per_hour",
  "mode",
  "class",
  "measure_id",
  "is_active",
  "runbook",
] as const satisfies readonly (keyof RuleBody)[];

const HEADER = ` Pitboss rules as code: what is left out has its default.
 Compare with "npm run rules -- diff FILE", write with "npm run rules -- apply FILE".
 Fields are those of the API and are described in docs/rules.md.`;

/** What a body means that says nothing but the least. */
const DEFAULTS: Readonly<Record<string, unknown>> = RuleBody.parse({
  rule_name: "-",
  metric_name: "-",
  comparison_operator: ">",
});

type Compact = Record<string, unknown>;

/** A rule by the API's names without what is as it would be anyway; several levels stand for threshold and severity. */
export function compactBody(rule: NewRule): Compact {
  const body: Compact = ruleToBody(rule);
  const hasLevels = Array.isArray(body.levels);
  const compact: Compact = {};
  for (const field of RULE_FIELDS) {
    const value = body[field] ?? null;
    if (hasLevels && (field === "threshold_value" || field === "severity")) continue;
    const isNeeded = field === "rule_name" || field === "metric_name" || field === "comparison_operator";
    if (!isNeeded && canonical(value) === canonical(DEFAULTS[field] ?? null)) continue;
    compact[field] = field === "levels" ? withoutNulls(value) : value;
  }
  return compact;
}

function withoutNulls(levels: unknown): unknown {
  if (!Array.isArray(levels)) return levels;
  return levels.map((level: object) => Object.fromEntries(Object.entries(level).filter(([, value]) => value !== null)));
}

/** Rules as the text of a file, by name: the same rules always give the same text. */
export function rulesAsYaml(rules: readonly NewRule[]): string {
  const sorted = rules.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const document = new Document({ rules: sorted.map(compactBody) });
  document.commentBefore = HEADER;
  visit(document, {
    Pair(_key, pair) {
      if (!isScalar(pair.key) || pair.key.value === "rules") return;
      if (isSeq(pair.value)) {
        for (const item of pair.value.items) if (isMap(item)) item.flow = true;
        pair.value.flow = pair.value.items.every(isScalar);
      } else if (isMap(pair.value)) pair.value.flow = true;
    },
    Seq(key, list, path) {
      const holder = path.at(-1);
      if (key !== "value" || !isPair(holder) || !isScalar(holder.key) || holder.key.value !== "rules") return;
      for (const item of list.items.slice(1)) if (isMap(item)) item.spaceBefore = true;
    },
  });
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

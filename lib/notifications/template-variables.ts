import { describeLimit, describeValue } from "@/lib/rules/describe";
import { BAND, prefixOf } from "./compose/email";
import { factOf, factsOf, type MessageSource, meaningOf, titleOf, utcMinute, utcText, whyNow } from "./compose/facts";
import { kindOf } from "./schema";

/** What a template may name, each with what it stands for. Absent ones are `null`, so that `{% if brand %}` asks for them. */
export const TEMPLATE_VARIABLES = [
  { name: "title", what: "the alert's title" },
  { name: "severity", what: "info, warning, critical or emergency" },
  { name: "severity_word", what: "the severity as it is told now, such as ESCALATED to CRITICAL" },
  { name: "what_happened", what: "metric, value and limit as a sentence" },
  { name: "why", what: "why it is told now, behind: You are told because" },
  { name: "occasion", what: "triggered, escalated, worsened, unmuted, retriggered, acknowledged or resolved" },
  { name: "status", what: "triggered, acknowledged, escalated or resolved" },
  { name: "id", what: "the alert's number" },
  { name: "rule", what: "the rule's name" },
  { name: "metric", what: "the metric's name" },
  { name: "value", what: "the value with its unit; absent where there is none" },
  { name: "limit", what: "the limit with its unit; absent where there is none" },
  { name: "brand", what: "the brand; absent where the alert concerns all" },
  { name: "labels", what: "the other labels, name=value with commas between; absent where there are none" },
  { name: "triggered_at", what: "when it was raised, date and time in UTC" },
  { name: "triggered_time", what: "when it was raised, hour and minute in UTC" },
  { name: "link", what: "the address of the alert's page" },
  { name: "acknowledge_link", what: "a link that acknowledges once; absent where nobody can" },
  { name: "acknowledge_code", what: "what a text message is answered with; absent by every other channel" },
  { name: "runbook", what: "what to do; absent where the rule says nothing" },
  { name: "runbook_lines", what: "the same line by line: {% for line in runbook_lines %}{{ line }}{% endfor %}" },
  { name: "meaning", what: "what it means for the business; absent where the rule says nothing" },
  { name: "colour", what: "the colour of the severity, such as #dc3545" },
  { name: "facts", what: "all facts: {% for fact in facts %}{{ fact.name }}: {{ fact.value }}{% endfor %}" },
] as const;
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number]["name"];

export interface NamedFact {
  name: string;
  value: string;
}
type List = "facts" | "runbook_lines";
export type TemplateValues = Record<Exclude<TemplateVariable, List>, string | null> & {
  facts: NamedFact[];
  runbook_lines: string[];
};

/** What the variables stand for in a message about one alert. */
export function valuesOf(source: MessageSource): TemplateValues {
  const { alert, occasion, link, acknowledge } = source;
  const facts = factsOf(source);
  const factNamed = (wanted: string) => facts.find(([name]) => name === wanted)?.[1] ?? null;
  return {
    title: titleOf(alert),
    severity: alert.severity,
    severity_word: prefixOf(occasion, alert.severity),
    what_happened: factOf(alert),
    why: whyNow(occasion, alert),
    occasion: kindOf(occasion),
    status: alert.status,
    id: String(alert.id),
    rule: alert.ruleName,
    metric: alert.metric,
    value: alert.value === null ? null : describeValue(alert.value, alert.metric, alert.threshold),
    limit: alert.threshold === null ? null : describeLimit(alert.threshold, alert.metric),
    brand: alert.brand,
    labels: factNamed("Labels"),
    triggered_at: utcText(alert.triggeredAt),
    triggered_time: utcMinute(alert.triggeredAt),
    link,
    acknowledge_link: acknowledge?.link ?? null,
    acknowledge_code: acknowledge?.code ?? null,
    runbook: alert.runbook,
    runbook_lines: alert.runbook?.split("\n") ?? [],
    meaning: meaningOf(alert),
    colour: BAND[alert.severity],
    facts: facts.map(([name, value]) => ({ name, value })),
  };
}

import type { Matcher } from "@/lib/kernel/matchers";
import { MINUTE_MS } from "@/lib/kernel/time";

/** What the form holds. Empty texts of the source mean "any". */
export interface InhibitionDraft {
  /** Empty for one made of the rules. */
  name: string;
  sourceRule: string;
  sourceSeverity: string;
  targetRule: string;
  /** Labels, with commas or spaces between them. */
  equal: string;
  minutes: string;
}

export const EMPTY_INHIBITION: InhibitionDraft = {
  name: "",
  sourceRule: "",
  sourceSeverity: "",
  targetRule: "",
  equal: "brand",
  minutes: "0",
};

/** The draft as the API takes it. */
export function inhibitionBodyOf(draft: InhibitionDraft) {
  const { sourceRule, sourceSeverity, targetRule, equal, minutes } = draft;
  const source = [...is("rule", sourceRule), ...is("severity", sourceSeverity)];
  return {
    name: draft.name.trim() || proposedName(draft),
    source,
    target: is("rule", targetRule),
    equal: equal.split(/[\s,]+/).filter((label) => label !== ""),
    linger_seconds: minutes.trim() === "" ? 0 : Number(minutes) * 60,
    is_active: true,
  };
}

/** Names what explains and what is explained; empty until both are chosen. */
export function proposedName({ sourceRule, sourceSeverity, targetRule }: InhibitionDraft): string {
  const source = sourceRule || (sourceSeverity && `any ${sourceSeverity} alert`);
  return source === "" || targetRule === "" ? "" : `${source} explains ${targetRule}`;
}

/** What the draft would do, for its words; null while it lacks what hides, what is hidden, or a length. */
export function readInhibition(draft: InhibitionDraft) {
  const { source, target, equal } = inhibitionBodyOf(draft);
  const lingerMs = Number(draft.minutes) * MINUTE_MS;
  const isReady = source.length > 0 && target.length > 0 && lingerMs >= 0;
  return isReady ? { source, target, equal, lingerMs } : null;
}

function is(label: string, value: string): Matcher[] {
  return value === "" ? [] : [{ label, operator: "=", value }];
}

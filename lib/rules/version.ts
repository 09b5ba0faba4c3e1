import { z } from "zod";
import { type Difference, difference } from "./difference";

export const RULE_CHANGES = ["created", "changed", "restored", "imported", "deleted"] as const;
export const RuleChange = z.enum(RULE_CHANGES);
export type RuleChange = z.infer<typeof RuleChange>;

/** What a rule was from one change to the next; `body` as the API takes it. */
export interface RuleVersion {
  ruleId: number;
  version: number;
  change: RuleChange;
  changedBy: string;
  changedAt: Date;
  body: Record<string, unknown>;
}

/** A version as the API writes it, with what it changed against the one before; the first changed nothing. */
export interface VersionWire {
  version: number;
  change: RuleChange;
  changed_by: string;
  changed_at: string;
  differences: Difference[];
  body: Record<string, unknown>;
}

/** Newest first, as they are handed in. */
export function versionsToWire(versions: readonly RuleVersion[]): VersionWire[] {
  return versions.map(({ version, change, changedBy, changedAt, body }, index) => {
    const before = versions[index + 1];
    return {
      version,
      change,
      changed_by: changedBy,
      changed_at: changedAt.toISOString(),
      differences: before === undefined ? [] : difference(before.body, body),
      body,
    };
  });
}

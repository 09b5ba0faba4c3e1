import type { Alert } from "@/lib/alerts/schema";

/** What a bundle is made by, of a held row. */
export interface Mate {
  alert: Pick<Alert, "groupId" | "ruleId" | "capUntil">;
  gate: string;
  dueAt: Date;
}

/**
 * Whether a held row leaves with the first one of its recipient and channel that is due: one of its group or rule that is due
 * too or that the rule's cap holds, and what quiet hours or the recipient's cap held together. `takeDue` asks the same of the
 * database.
 */
export function leavesWith(head: Mate, row: Mate, now: Date): boolean {
  const isDue = row.dueAt <= now;
  if (isDue && head.gate === "quiet hours" && row.gate === "quiet hours") return true;
  if (head.gate === "cap" && row.gate === "cap") return true;
  const { groupId, ruleId } = head.alert;
  const isAkin =
    (groupId !== null && groupId === row.alert.groupId) || (ruleId !== null && ruleId === row.alert.ruleId);
  return isAkin && (isDue || row.alert.capUntil !== null);
}

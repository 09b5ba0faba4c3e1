/** Who stands behind a run, by e-mail address. */
export interface Approval {
  /** Who wants to approve. */
  person: string;
  /** Who changed the measure last, when the run was asked for and now. */
  changedBy: readonly string[];
  /** Who escalated the alert by hand; empty where nobody did. */
  escalatedBy: readonly string[];
}

export type ApprovalDecision = { kind: "allowed" } | { kind: "refused"; because: string };

/** Two people stand behind each call: who made it happen is not the one who approves it. A token counts as its owner. */
export function approve({ person, changedBy, escalatedBy }: Approval): ApprovalDecision {
  if (changedBy.includes(person)) {
    return { kind: "refused", because: "You changed this measure last, so another admin has to approve it." };
  }
  if (escalatedBy.includes(person)) {
    return { kind: "refused", because: "You escalated this alert, so another admin has to approve the measure." };
  }
  return { kind: "allowed" };
}

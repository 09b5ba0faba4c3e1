import type { RunStatus } from "./schema";

/** `approve` and `decline` are people's; `succeed` and `fail` the call's; `take-back` that of its undo; `ask-again` an undo's. */
export const RUN_MOVES = ["approve", "decline", "succeed", "fail", "take-back", "ask-again"] as const;
export type RunMove = (typeof RUN_MOVES)[number];

/** The state machine of a run: from each status, where each move leads. What is not named is refused. */
const RUN_TABLE: Record<RunStatus, Partial<Record<RunMove, RunStatus>>> = {
  waiting: { approve: "approved", decline: "declined" },
  approved: { succeed: "done", fail: "failed" },
  done: { "take-back": "undone" },
  failed: { "ask-again": "approved" },
  declined: {},
  dry_run: {},
  undone: {},
};

/** Where a move leads; null where it is not allowed. */
export function moveRun(status: RunStatus, move: RunMove): RunStatus | null {
  return RUN_TABLE[status][move] ?? null;
}

/** The status as people read it. */
export const STATUS_WORDS: Record<RunStatus, string> = {
  waiting: "waiting for approval",
  approved: "approved and being called",
  declined: "declined",
  done: "done",
  dry_run: "a dry run",
  failed: "failed",
  undone: "undone",
};

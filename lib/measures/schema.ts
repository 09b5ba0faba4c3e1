import { z } from "zod";

/** What happens to an alert that calls for its rule's measure. */
export const MEASURE_OCCASIONS = ["triggered", "escalated"] as const;
export const MeasureOccasion = z.enum(MEASURE_OCCASIONS);
export type MeasureOccasion = z.infer<typeof MeasureOccasion>;

/** A signed call to the platform that a rule may name, such as routing cards around a provider. */
export const Measure = z.object({
  id: z.number().int(),
  name: z.string(),
  url: z.string(),
  /** Called to take it back; null where that is done by hand. */
  undoUrl: z.string().nullable(),
  occasion: MeasureOccasion,
  /** Nothing is sent: what would be is kept and shown. */
  isDryRun: z.boolean(),
  needsApproval: z.boolean(),
  isActive: z.boolean(),
  /** People, by their e-mail addresses. */
  createdBy: z.string(),
  changedBy: z.string(),
  version: z.number().int(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Measure = z.infer<typeof Measure>;

/** What an admin decides of a measure. */
export type MeasureSettings = Pick<
  Measure,
  "name" | "url" | "undoUrl" | "occasion" | "isDryRun" | "needsApproval" | "isActive"
>;

export const RUN_STATUSES = ["waiting", "approved", "declined", "done", "dry_run", "failed", "undone"] as const;
export const RunStatus = z.enum(RUN_STATUSES);
export type RunStatus = z.infer<typeof RunStatus>;

export const RUN_ACTIONS = ["run", "undo"] as const;
export const RunAction = z.enum(RUN_ACTIONS);
export type RunAction = z.infer<typeof RunAction>;

/** What is sent, fixed when it was asked for; `changedBy` is who had changed the measure last by then. */
export const RunRequest = z.object({ body: z.string(), changedBy: z.string() });
export type RunRequest = z.infer<typeof RunRequest>;

/** One call of a measure for an alert. An undo is a run of its own. */
export const MeasureRun = z.object({
  id: z.number().int(),
  measureId: z.number().int(),
  measureName: z.string(),
  alertId: z.number().int(),
  occasion: MeasureOccasion,
  action: RunAction,
  status: RunStatus,
  url: z.string(),
  isDryRun: z.boolean(),
  request: RunRequest,
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  attempts: z.number().int(),
  nextAttemptAt: z.date().nullable(),
  /** The platform's word, or why there is none. */
  response: z.string().nullable(),
  finishedAt: z.date().nullable(),
  createdAt: z.date(),
  version: z.number().int(),
});
export type MeasureRun = z.infer<typeof MeasureRun>;

import type { Measure, MeasureRun, MeasureSettings } from "./schema";

/** What an admin set, in the API's names. */
export function settingsToWire(settings: MeasureSettings) {
  return {
    name: settings.name,
    url: settings.url,
    undo_url: settings.undoUrl,
    occasion: settings.occasion,
    is_dry_run: settings.isDryRun,
    needs_approval: settings.needsApproval,
    is_active: settings.isActive,
  };
}

export function measureToWire(measure: Measure) {
  return {
    id: measure.id,
    ...settingsToWire(measure),
    created_by: measure.createdBy,
    changed_by: measure.changedBy,
    version: measure.version,
    created_at: measure.createdAt.toISOString(),
    updated_at: measure.updatedAt.toISOString(),
  };
}
export type MeasureWire = ReturnType<typeof measureToWire>;

/** A run as everybody who sees its alert may see it: of the address only the host, since a path may hold a key. */
export function runToWire(run: MeasureRun) {
  return {
    id: run.id,
    measure_id: run.measureId,
    measure_name: run.measureName,
    alert_id: run.alertId,
    occasion: run.occasion,
    action: run.action,
    status: run.status,
    host: new URL(run.url).host,
    is_dry_run: run.isDryRun,
    decided_by: run.decidedBy,
    decided_at: run.decidedAt?.toISOString() ?? null,
    attempts: run.attempts,
    next_attempt_at: run.nextAttemptAt?.toISOString() ?? null,
    response: run.response,
    finished_at: run.finishedAt?.toISOString() ?? null,
    created_at: run.createdAt.toISOString(),
    version: run.version,
  };
}
export type RunWire = ReturnType<typeof runToWire>;

/** The same with what is sent, for admins. */
export function runWithRequestToWire(run: MeasureRun) {
  return { ...runToWire(run), url: run.url, body: run.request.body };
}

/** A run on its alert's page, with what the viewer cannot do and why; null where he can. */
export type ShownRun = RunWire & {
  url?: string;
  body?: string;
  approval_refused: string | null;
  undo_refused: string | null;
};

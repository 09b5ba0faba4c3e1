import "server-only";
import { actorName } from "@/lib/access/schema";
import type { Alert } from "@/lib/alerts/schema";
import type { MeasureRun } from "@/lib/measures/schema";
import type { Unit } from "@/lib/server/context";
import { tellFeed } from "@/lib/server/services/alerts/tell";

export interface RunStory {
  alert: Alert;
  run: MeasureRun;
  /** What happened to the run: `requested`, `approved`, `declined`, `done`, `failed`, `retried` … */
  what: string;
  /** The line of the timeline, a sentence without the measure's name. */
  words: string;
}

/** A run's change in the alert's timeline, the audit and the live feed. */
export function tellRun(unit: Unit, { alert, run, what, words }: RunStory): void {
  const details = { run: run.id, measure: run.measureName, action: run.action, status: run.status };
  const name = run.action === "undo" ? `Undo of ${run.measureName}` : run.measureName;
  unit.tell.timeline({ alertId: alert.id, kind: "measure", message: `${name}: ${words}`, details });
  unit.tell.audit({
    action: `measure-run/${what}`,
    subject: `measure-run:${run.id}`,
    brand: alert.brand,
    details: { ...details, alert: alert.id, response: run.response, by: actorName(unit.actor) },
  });
  tellFeed(unit, alert, "alert/measure");
}

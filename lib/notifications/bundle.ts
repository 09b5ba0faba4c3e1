import type { Alert } from "@/lib/alerts/schema";

/** A held row that is due, with its alert as it is now; null where the alert is gone. */
export interface Due<Row> {
  row: Row;
  alert: Alert | null;
}

export interface Release<Row> {
  tell: { row: Row; alert: Alert }[];
  skip: { row: Row; reason: string }[];
}

/**
 * Which rows of a bundle are told once its time has come. What is hidden meanwhile is told when that ends; when nothing
 * burns any more nobody is told, but for alerts over their rule's cap: those are counted, never dropped.
 */
export function decideRelease<Row>(due: readonly Due<Row>[]): Release<Row> {
  const release: Release<Row> = { tell: [], skip: [] };
  for (const { row, alert } of due) {
    if (alert === null) release.skip.push({ row, reason: "the alert is gone" });
    else if (isHidden(alert)) release.skip.push({ row, reason: `hidden by ${alert.mute?.by ?? "a snooze"}` });
    else release.tell.push({ row, alert });
  }
  if (release.tell.some(({ alert }) => alert.status !== "resolved" || alert.capUntil !== null)) return release;
  const over = release.tell.map(({ row }) => ({ row, reason: "resolved before it was told" }));
  return { tell: [], skip: [...release.skip, ...over] };
}

function isHidden({ mute, class: kind, status }: Alert): boolean {
  return mute !== null && kind !== "player_safety" && status !== "resolved";
}

import type { Alert } from "@/lib/alerts/schema";

/** A held row that is due, with its alert as it is now; null where the alert is gone. */
export interface Due<Row> {
  row: Row;
  alert: Alert | null;
  /** Whether a person's delay held it, so that an acknowledgement meanwhile spares the message. */
  wasDelayed?: boolean;
  /** Whether a recipient's cap held it: it is told whatever became of the alert. */
  isOverCap?: boolean;
}

export interface Release<Row> {
  tell: { row: Row; alert: Alert }[];
  skip: { row: Row; reason: string }[];
}

/**
 * Which rows of a bundle are told once its time has come. What is hidden meanwhile is told when that ends; what a delay held
 * is not told once somebody acknowledged or it was resolved; when nothing burns any more nobody is told, but for alerts over
 * a cap: those are counted, never dropped.
 */
export function decideRelease<Row>(due: readonly Due<Row>[]): Release<Row> {
  const release: Release<Row> = { tell: [], skip: [] };
  let isOverCap = false;
  for (const { row, alert, ...held } of due) {
    const reason = alert === null ? "the alert is gone" : whyUntold(alert, held);
    if (alert === null || reason !== null) release.skip.push({ row, reason: reason ?? "the alert is gone" });
    else release.tell.push({ row, alert });
    isOverCap ||= held.isOverCap === true && reason === null;
  }
  if (isOverCap || release.tell.some(({ alert }) => alert.status !== "resolved" || alert.capUntil !== null))
    return release;
  const over = release.tell.map(({ row }) => ({ row, reason: "resolved before it was told" }));
  return { tell: [], skip: [...release.skip, ...over] };
}

function whyUntold(alert: Alert, { wasDelayed = false }: Pick<Due<unknown>, "wasDelayed">): string | null {
  if (isHidden(alert)) return `hidden by ${alert.mute?.by ?? "a snooze"}`;
  if (!wasDelayed) return null;
  if (alert.status === "resolved") return "resolved before its delay was over";
  if (alert.status === "acknowledged")
    return `${alert.acknowledgedBy ?? "somebody"} acknowledged it before its delay was over`;
  return null;
}

function isHidden({ mute, class: kind, status }: Alert): boolean {
  return mute !== null && kind !== "player_safety" && status !== "resolved";
}

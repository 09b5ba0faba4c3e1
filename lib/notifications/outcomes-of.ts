import { cleanText } from "@/lib/kernel/clean-text";
import { type Severity, severityRank } from "@/lib/kernel/severity";
import type { RowsOf } from "./bundles-of";
import { askedUntil, decideRetry, type RetryDecision } from "./retry";
import type { DeliveryFailure, Receipt } from "./schema";

/** A row that was tried, as far as its outcome asks. */
interface Tried {
  id: number;
  alertId: number;
  severity: Severity;
  attempts: number;
  firstAttemptAt: Date;
}

/** What came of rows that shared an attempt, and what follows. */
export interface Outcome<Row> {
  rows: RowsOf<Row>;
  next: { kind: "delivered" } | RetryDecision;
  /** The provider's word, cleaned and cut. */
  word: string;
  /** Until when the provider asked to be left alone; null where it did not. */
  restUntil: Date | null;
  /** The row that carried the message they were in. */
  carrier: number;
  /** How many rows the message named in all. */
  size: number;
}

const WORD_LENGTH = 500;

/** The outcomes of an attempt: one, or where a bundle was taken in part one for what was taken and one for each alert that was not. */
export function outcomesOf<Row extends Tried>({
  rows,
  receipt,
  at,
}: {
  rows: RowsOf<Row>;
  receipt: Receipt;
  at: Date;
}): Outcome<Row>[] {
  const shared = { carrier: rows[0].id, size: rows.length };
  if (receipt.kind === "failed") return [failed(rows, receipt.failure, receipt.response)];
  const refusals = new Map((receipt.refused ?? []).map((refusal) => [refusal.alertId, refusal]));
  const outcomes: Outcome<Row>[] = [];
  const [first, ...others] = rows.filter(({ alertId }) => !refusals.has(alertId));
  const word = cleanText(receipt.receipt, WORD_LENGTH);
  if (first !== undefined)
    outcomes.push({ ...shared, rows: [first, ...others], next: { kind: "delivered" }, word, restUntil: null });
  for (const { alertId, failure, response } of refusals.values()) {
    const [one, ...more] = rows.filter((row) => row.alertId === alertId);
    if (one !== undefined) outcomes.push(failed([one, ...more], failure, response));
  }
  return outcomes;

  function failed(tried: RowsOf<Row>, failure: DeliveryFailure, response: string): Outcome<Row> {
    const [{ attempts, firstAttemptAt }] = tried;
    const severity = gravestOf(tried);
    return {
      ...shared,
      rows: tried,
      next: decideRetry({ failure, severity, attempts, firstAttemptAt, attemptedAt: at }),
      word: cleanText(response, WORD_LENGTH),
      restUntil: askedUntil(failure, severity, at),
    };
  }
}

function gravestOf(rows: RowsOf<Tried>): Severity {
  const [first, ...others] = rows;
  return others.reduce(
    (most: Severity, { severity }) => (severityRank(severity) > severityRank(most) ? severity : most),
    first.severity,
  );
}

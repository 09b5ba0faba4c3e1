import "server-only";
import { isFinal } from "@/lib/notifications/retry";
import type { Receipt, Refusal } from "@/lib/notifications/schema";

/** What came of one of the calls that carried a message, and the alerts it was about. */
export interface Told {
  alertIds: readonly number[];
  receipt: Receipt;
}

/**
 * One receipt of several calls. An alert is taken if every call about it was; a message of which nothing was taken failed, by
 * the failure that may pass if there is one.
 */
export function combine(told: readonly Told[]): Receipt {
  const refusals = told.flatMap(({ alertIds, receipt }) => (receipt.kind === "failed" ? [{ alertIds, receipt }] : []));
  const [first, ...others] = refusals;
  const taken = told.flatMap(({ receipt }) => (receipt.kind === "delivered" ? [receipt] : []));
  const lost = new Set(refusals.flatMap(({ alertIds }) => alertIds));
  const kept = told.flatMap(({ alertIds }) => alertIds).filter((id) => !lost.has(id));
  if (first !== undefined && kept.length === 0)
    return [first, ...others].find(({ receipt }) => !isFinal(receipt.failure))?.receipt ?? first.receipt;
  const refused = [...lost].flatMap((alertId): Refusal[] => {
    const found = refusals.find(({ alertIds }) => alertIds.includes(alertId));
    return found === undefined ? [] : [{ alertId, failure: found.receipt.failure, response: found.receipt.response }];
  });
  const places = taken.flatMap((receipt) => receipt.places ?? []);
  return {
    kind: "delivered",
    receipt: [...new Set(taken.map(({ receipt }) => receipt))].join("; "),
    ...(places.length > 0 && { places }),
    ...(refused.length > 0 && { refused }),
  };
}

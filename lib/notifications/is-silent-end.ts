import { kindOf, type NotificationStatus, type Occasion } from "./schema";

/**
 * An acknowledgement or resolution that was not told to somebody: no answer to why they were, or were not, told of the alert,
 * which stands in the decisions of its other occasions.
 */
export function isSilentEnd({ occasion, status }: { occasion: Occasion; status: NotificationStatus }): boolean {
  const kind = kindOf(occasion);
  return status === "skipped" && (kind === "acknowledged" || kind === "resolved");
}

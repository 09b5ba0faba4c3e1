import "server-only";
import { SECOND_MS } from "@/lib/kernel/time";
import type { Receipt } from "@/lib/notifications/schema";

/** No attempt takes longer: the lease of a row that is being sent outlives it. */
export const PATIENCE_MS = 30 * SECOND_MS;

/** What an attempt that took longer counts as. */
export const NO_ANSWER: Receipt = {
  kind: "failed",
  failure: { kind: "broken-connection" },
  response: "no answer in time",
};

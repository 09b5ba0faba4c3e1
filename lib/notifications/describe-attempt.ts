import { maskPhones } from "@/lib/access/mask";
import type { Channel } from "@/lib/rules/schema";
import type { Outcome } from "./outcomes-of";

interface Tried {
  id: number;
  attempts: number;
  isRepeat: boolean;
}

/** "email to ops@x.test, attempt 2 failed: 450 try later; next attempt 2026-11-20T18:00:20.000Z". */
export function describeAttempt({
  channel,
  to,
  row,
  outcome,
}: {
  channel: Channel;
  to: string | null;
  row: Tried;
  outcome: Outcome<Tried>;
}): string {
  const { next, word, carrier, size } = outcome;
  const company = row.id !== carrier ? `, with notification ${carrier}` : size > 1 ? `, with ${size - 1} more` : "";
  const way = `${to === null ? channel : `${channel} to ${maskPhones(to)}`}${company}`;
  const repeat = row.isRepeat ? " (the attempt before ended without a record, so it may arrive twice)" : "";
  if (next.kind === "delivered") return `${way} delivered${repeat}: ${word}`;
  const then = next.kind === "retry" ? `next attempt ${next.at.toISOString()}` : `given up: ${next.because}`;
  return `${way}, attempt ${row.attempts} failed${repeat}: ${word}; ${then}`;
}

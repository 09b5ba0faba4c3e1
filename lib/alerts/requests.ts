import { z } from "zod";
import { AsOf, Instant } from "@/lib/kernel/as-of";
import { Severity } from "@/lib/kernel/severity";
import { AlertStatus } from "./schema";

const WHOLE = "expected a whole number, such as 24";
const count = (least: number, most: number, example: number) =>
  z.coerce
    .number(`expected a whole number, such as ${example}`)
    .int(`expected a whole number, such as ${example}`)
    .min(least, `expected ${least} or more, such as ${example}`)
    .max(most, `expected ${most} or less, such as ${example}`);
const text = (example: string) =>
  z.string(`expected a text, such as "${example}"`).trim().max(4000, "expected at most 4000 characters");

/** The version the caller saw: the command is refused when the alert has moved since. Left out, the present one counts. */
const version = z.number(WHOLE).int(WHOLE).positive(WHOLE).optional();

/** `/alerts/statistics`: A2's last N hours, up to a year. */
export const StatisticsQuery = AsOf.extend({ hours: count(1, 8760, 24).default(24) });

/** `/alerts/history`: newest first, a page at a time. */
export const HistoryQuery = AsOf.extend({
  limit: count(1, 500, 50).default(50),
  offset: count(0, 1_000_000, 0).default(0),
  status: AlertStatus.optional(),
  severity: Severity.optional(),
  rule: z.string().min(1).max(255).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});

export const AcknowledgeBody = z.object({ version });
export const ResolveBody = z.object({ version, notes: text("provider is back").nullish() });
export const EscalateBody = z.object({
  version,
  reason: text("nobody answers at the provider").min(1, 'expected a reason, such as "nobody answers at the provider"'),
});

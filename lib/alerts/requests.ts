import { z } from "zod";
import { AsOf, Instant } from "@/lib/kernel/as-of";
import { Severity } from "@/lib/kernel/severity";
import { AlertStatus, Outcome } from "./schema";

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

const minutes = (example: number) => {
  const words = `expected whole minutes from 1 to 10080 (7 days), such as ${example}`;
  return z.number(words).int(words).min(1, words).max(10_080, words);
};
/** Ids are integers of 31 bits. */
const LARGEST_ID = 2_147_483_647;
const OUTCOME = 'expected "useful", "noise" or null';
const ACCOUNT = 'expected the id of an account, "me" or null, such as 7';
const someText = (example: string) => text(example).min(1, `expected a text, such as "${example}"`);

/** What each command takes beside the alert and its version. */
const FIELDS = {
  /** Left out, the escalation policy's time-out holds; null is none. */
  acknowledge: { timeout_minutes: minutes(60).nullish() },
  unacknowledge: { reason: text("it failed again").nullish() },
  resolve: { notes: text("provider is back").nullish(), outcome: Outcome.nullish() },
  escalate: {
    reason: text("nobody answers at the provider").min(
      1,
      'expected a reason, such as "nobody answers at the provider"',
    ),
  },
  snooze: {
    minutes: minutes(30).nullish(),
    until: Instant.nullish(),
    until_worse: z.boolean("expected true or false").default(false),
  },
  assign: { account_id: z.union([z.number().int().positive().max(LARGEST_ID), z.literal("me")], ACCOUNT).nullable() },
  outcome: { outcome: z.enum(["useful", "noise"], OUTCOME).nullable() },
};

export const AcknowledgeBody = z.object({ version, ...FIELDS.acknowledge });
export const UnacknowledgeBody = z.object({ version, ...FIELDS.unacknowledge });
export const ResolveBody = z.object({ version, ...FIELDS.resolve });
export const EscalateBody = z.object({ version, ...FIELDS.escalate });
export const SnoozeBody = z.object({ version, ...FIELDS.snooze });
export const UnsnoozeBody = z.object({ version });
export const AssignBody = z.object({ version, ...FIELDS.assign });
export const OutcomeBody = z.object({ version, ...FIELDS.outcome });
/** A comment takes no version: it is said whatever the alert has become. */
export const CommentBody = z.object({ text: someText("called the provider, they are on it") });

const LIST = 'expected 1 to 500 alerts, such as [{"id": 1, "version": 2}]';
const alerts = z
  .array(z.object({ id: z.number(WHOLE).int(WHOLE).positive(WHOLE).max(LARGEST_ID, WHOLE), version }, LIST), LIST)
  .min(1, LIST)
  .max(500, LIST);

/** `/alerts/bulk`: one command for many alerts, each for itself. */
export const BulkBody = z.discriminatedUnion(
  "action",
  [
    z.object({ action: z.literal("acknowledge"), alerts, ...FIELDS.acknowledge }),
    z.object({ action: z.literal("unacknowledge"), alerts, ...FIELDS.unacknowledge }),
    z.object({ action: z.literal("resolve"), alerts, ...FIELDS.resolve }),
    z.object({ action: z.literal("snooze"), alerts, ...FIELDS.snooze }),
    z.object({ action: z.literal("assign"), alerts, ...FIELDS.assign }),
    z.object({ action: z.literal("outcome"), alerts, ...FIELDS.outcome }),
  ],
  "expected an action, such as acknowledge, unacknowledge, resolve, snooze, assign or outcome",
);
export type BulkBody = z.infer<typeof BulkBody>;

import { z } from "zod";
import { Labels } from "@/lib/kernel/labels";
import { Severity } from "@/lib/kernel/severity";
import { isTimeZone } from "@/lib/kernel/zone";
import { Channel, RuleClass } from "@/lib/rules/schema";

const AT = "expected an instant, such as 2026-11-22T02:10:00Z, or the clock of time_zone, such as 2026-11-22T03:10";
const ZONE = "expected a time zone, such as Europe/Malta";
const ID = "expected a whole number, such as 3";
const BY = "expected the name of a person, such as Mara Lindqvist";
const id = z.number(ID).int(ID).positive(ID).max(2_147_483_647, ID);

const MOST_MINUTES = 7 * 24 * 60;
const MINUTES = `expected minutes from 0 to ${MOST_MINUTES} (7 days), such as 10`;
const minutes = z.number(MINUTES).min(0, MINUTES).max(MOST_MINUTES, MINUTES);

/** An alert that nobody raised: what it would be told by. */
const ImaginedAlert = z.strictObject({
  severity: Severity,
  metric: z.string("expected a metric, such as payment_failure_rate_1m").min(1).max(255),
  labels: Labels.default({}),
  class: RuleClass.default("ordinary"),
  /** null: the routing of its severity. */
  channels: z.array(Channel).nullable().default(null),
});

/** `POST /escalation/simulate`: an alert, an instant, and what people do. */
export const SimulationBody = z
  .strictObject({
    rule_id: id.optional(),
    alert_id: id.optional(),
    alert: ImaginedAlert.optional(),
    /** Of a rule with several levels, or against what a stored alert had. */
    severity: Severity.optional(),
    /** Of a rule: those of the series it is raised on. */
    labels: Labels.optional(),
    at: z.string(AT).regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/, AT),
    time_zone: z.string(ZONE).refine(isTimeZone, ZONE).default("UTC"),
    acknowledged_after_minutes: minutes.optional(),
    /** Left out: the policy's; null: none. */
    acknowledgement_timeout_minutes: minutes.min(1, MINUTES).nullish(),
    resolved_after_minutes: minutes.optional(),
    by: z.string(BY).min(1, BY).max(120, BY).default("Somebody"),
    policy_id: id.optional(),
    horizon_minutes: minutes.min(1, MINUTES).default(24 * 60),
  })
  .refine((body) => [body.rule_id, body.alert_id, body.alert].filter((one) => one !== undefined).length === 1, {
    path: ["alert"],
    message:
      'expected one of rule_id, alert_id and alert, such as {"severity": "critical", "metric": "api_latency_p99"}',
  });
export type SimulationBody = z.infer<typeof SimulationBody>;

import { Severity } from "@/lib/kernel/severity";
import { calendarDay, dayName, isTimeZone, weekdayOfDay } from "@/lib/kernel/zone";
import type { SimulationBody } from "./simulation-body";

export const ANSWERS = ["nobody", "acknowledged", "resolved"] as const;
export type Answer = (typeof ANSWERS)[number];

/** "On Sunday 22 Nov at 03:10 in Europe/Malta, Payment outage is raised at critical and nobody acknowledges": its words. */
export interface Sentence {
  /** `2026-11-22` and `03:10`, by the clock of the zone. */
  day: string;
  time: string;
  zone: string;
  /** What is raised: a rule, or a stored alert once more. */
  rule: number | null;
  alert: number | null;
  /** null: the rule's first level. */
  severity: Severity | null;
  answer: Answer;
  /** When people act, after it was raised. */
  minutes: number;
  by: string;
  /** null: the policy that the alert meets. */
  policy: number | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_MINUTES = 1_440;
const SUNDAY = 0;
const NIGHT = "03:10";
export const DEFAULT_MINUTES = 5;

interface Around {
  /** Of who looks. */
  zone: string;
  /** What is raised where the address names nothing. */
  rule: number | null;
  by: string;
}

/** The sentence of an address; what is missing or cannot be read is the coming Sunday 03:10 that nobody answers. */
export function readSentence(params: Record<string, string | undefined>, around: Around, now: Date): Sentence {
  const zone = params.zone !== undefined && isTimeZone(params.zone) ? params.zone : around.zone;
  const alert = idOf(params.alert);
  const minutes = Number(params.after);
  return {
    day: params.day !== undefined && DAY.test(params.day) ? params.day : comingSunday(zone, now),
    time: params.time !== undefined && TIME.test(params.time) ? params.time : NIGHT,
    zone,
    rule: alert === null ? (idOf(params.rule) ?? around.rule) : null,
    alert,
    severity: Severity.safeParse(params.severity).data ?? null,
    answer: ANSWERS.find((answer) => answer === params.answer) ?? "nobody",
    minutes: Number.isInteger(minutes) && minutes > 0 && minutes <= MOST_MINUTES ? minutes : DEFAULT_MINUTES,
    by: params.by ?? around.by,
    policy: idOf(params.policy),
  };
}

/** The address that says the same. */
export function addressOf(sentence: Sentence): string {
  const { day, time, zone, rule, alert, severity, answer, minutes, by, policy } = sentence;
  const params = new URLSearchParams({ day, time, zone });
  if (alert !== null) params.set("alert", String(alert));
  else if (rule !== null) params.set("rule", String(rule));
  if (severity !== null) params.set("severity", severity);
  if (answer !== "nobody") {
    params.set("answer", answer);
    params.set("after", String(minutes));
    params.set("by", by);
  }
  if (policy !== null) params.set("policy", String(policy));
  return `/escalation?${params}`;
}

/** What a simulation is asked with. Without a rule or an alert it is a critical one of failing payments. */
export function simulationOf(sentence: Sentence): SimulationBody {
  const { day, time, zone, rule, alert, severity, answer, minutes, by, policy } = sentence;
  const ofRule = rule === null ? IMAGINED : { rule_id: rule };
  const raised = alert === null ? ofRule : { alert_id: alert };
  return {
    ...raised,
    at: `${day}T${time}`,
    time_zone: zone,
    by,
    horizon_minutes: MOST_MINUTES,
    ...(severity === null || (rule === null && alert === null) ? {} : { severity }),
    ...(answer === "acknowledged" ? { acknowledged_after_minutes: minutes } : {}),
    ...(answer === "resolved" ? { resolved_after_minutes: minutes } : {}),
    ...(policy === null ? {} : { policy_id: policy }),
  };
}

const IMAGINED = {
  alert: {
    severity: "critical" as const,
    metric: "payment_failure_rate_1m",
    labels: {},
    class: "ordinary" as const,
    channels: null,
  },
};

function idOf(text: string | undefined): number | null {
  const id = Number(text);
  return text !== undefined && Number.isInteger(id) && id > 0 && id < 2 ** 31 ? id : null;
}

/** Today, on a Sunday. */
function comingSunday(zone: string, now: Date): string {
  const today = calendarDay(now, zone);
  return dayName(today + ((7 - weekdayOfDay(today) + SUNDAY) % 7));
}

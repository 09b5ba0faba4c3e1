import type { Role } from "@/lib/access/schema";
import { assertNever } from "@/lib/kernel/errors";
import { describeMatcher } from "@/lib/kernel/matchers";
import { WEEKDAYS, type Weekday } from "@/lib/kernel/week";
import { describeDuration, listOf } from "@/lib/rules/describe";
import type { BusinessHours, EscalationPolicy, EscalationStep, EscalationTarget } from "./schema";

/** What accounts and rotations are called; what is not here is gone. */
export interface Names {
  people: ReadonlyMap<number, string>;
  rotations: ReadonlyMap<number, string>;
}

/** A policy in words: a line for a list, whom it is for, each step, and what an acknowledgement's time-out does. */
export interface PolicyWords {
  summary: string;
  applies: string;
  steps: string[];
  timeout: string | null;
}

export function describePolicy(policy: EscalationPolicy, names: Names): PolicyWords {
  const { severities, matchers, steps, acknowledgementTimeoutMs: timeoutMs } = policy;
  const which = matchers.length === 0 ? "" : ` with ${listOf(matchers.map(describeMatcher))}`;
  return {
    summary: summaryOf(policy),
    applies: `${capitalised(listOf(severities))} alerts${which}`,
    steps: steps.map((step) => describeStep(step, names)),
    timeout:
      timeoutMs === null
        ? null
        : `Triggered again ${describeDuration(timeoutMs)} after an acknowledgement, unless resolved`,
  };
}

/** `3 steps, repeats once`; of the built-in one `30 min, then one severity up`. */
function summaryOf({ id, steps, repeats }: EscalationPolicy): string {
  if (id === null) return `${describeDuration(steps[0]?.afterMs ?? 0)}, then one severity up`;
  const count = steps.length === 1 ? "1 step" : `${steps.length} steps`;
  const hours = steps.some(({ businessHours }) => businessHours !== null) ? ", business hours" : "";
  if (repeats === 0) return `${count}${hours}`;
  return `${count}${hours}, repeats ${repeats === 1 ? "once" : repeats === 2 ? "twice" : `${repeats} times`}`;
}

/** `After 8 min Tomas Berg and the second of Payments, one severity up, on Mon–Fri 08:00–18:00 Europe/Malta, else it waits`. */
export function describeStep(
  { afterMs, targets, raisesSeverity, businessHours }: EscalationStep,
  names: Names,
): string {
  const when = afterMs === 0 ? "At once" : `After ${describeDuration(afterMs)}`;
  const whom = describeTargets(targets, names);
  const up = raisesSeverity ? ", one severity up" : "";
  return `${when} ${whom}${up}${businessHours === null ? "" : `, ${describeHours(businessHours, names)}`}`;
}

export function describeTargets(targets: readonly EscalationTarget[], names: Names): string {
  return targets.length === 0 ? "nobody" : listOf(targets.map((target) => describeTarget(target, names)));
}

const ROLE_WORDS: Record<Role, string> = {
  viewer: "every viewer",
  executive: "every executive",
  operator: "every operator",
  security: "everybody of security",
  admin: "every admin",
};

function describeTarget(target: EscalationTarget, { people, rotations }: Names): string {
  switch (target.kind) {
    case "everyone":
      return "everyone whom its severity is routed to";
    case "person":
      return people.get(target.accountId) ?? `an account that is gone (${target.accountId})`;
    case "role":
      return ROLE_WORDS[target.role];
    case "rotation": {
      const name = rotations.get(target.rotationId) ?? `a rotation that is gone (${target.rotationId})`;
      return `who is on call for ${name}${target.layer === undefined ? "" : ` (${target.layer})`}`;
    }
    case "channel":
      return `the channel ${target.channel}`;
    default:
      return assertNever(target);
  }
}

function describeHours({ zone, hours, holidays, outside }: BusinessHours, names: Names): string {
  const off =
    holidays.length === 0 ? "" : ` but ${holidays.length === 1 ? "1 holiday" : `${holidays.length} holidays`}`;
  return `on ${daysOf(hours.days)} ${hours.from}–${hours.to} ${zone}${off}, else ${elseOf(outside, names)}`;
}

function elseOf(outside: BusinessHours["outside"], names: Names): string {
  switch (outside.kind) {
    case "go_on":
      return "it is passed over";
    case "wait":
      return "it waits";
    case "instead":
      return describeTargets(outside.targets, names);
    default:
      return assertNever(outside);
  }
}

const WEEK: readonly Weekday[] = [...WEEKDAYS.slice(1), WEEKDAYS[0]];

/** `Mon–Fri`, `Sat and Sun`: a week begins on Monday. */
function daysOf(days: readonly Weekday[]): string {
  const week = WEEK.filter((day) => days.includes(day));
  if (week.length === 7) return "every day";
  const words = week.map(capitalised);
  const isRow = week.length > 2 && WEEK.join().includes(week.join());
  return isRow ? `${words[0]}–${words.at(-1)}` : listOf(words);
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

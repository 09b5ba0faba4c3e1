import { PolicyBody } from "@/lib/escalation/body";
import type { PolicyChoices } from "@/lib/escalation/choices";
import { describePolicy, type PolicyWords } from "@/lib/escalation/describe-policy";
import type { HoursWire, PolicyWire, StepWire } from "@/lib/escalation/wire";
import type { Matcher } from "@/lib/kernel/matchers";
import type { Severity } from "@/lib/kernel/severity";
import type { Weekday } from "@/lib/kernel/week";
import { keyOfTarget, targetOfKey } from "./target-key";

/** Business hours as they are typed; holidays as text, one day a line. */
export interface HoursDraft {
  zone: string;
  days: readonly Weekday[];
  from: string;
  to: string;
  holidays: string;
  outside: "go_on" | "wait" | "instead";
  instead: readonly string[];
}

/** A step as it is typed; targets by their keys. `id` tells rows apart while they are moved. */
export interface StepDraft {
  id: number;
  after: string;
  targets: readonly string[];
  raises: boolean;
  hours: HoursDraft | null;
}

export interface PolicyDraft {
  name: string;
  matchers: readonly Matcher[];
  severities: readonly Severity[];
  steps: readonly StepDraft[];
  repeats: string;
  repeatAfter: string;
  timeout: string;
  isActive: boolean;
}

export const OFFICE_HOURS: HoursDraft = {
  zone: "Europe/Malta",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "08:00",
  to: "18:00",
  holidays: "",
  outside: "wait",
  instead: [],
};

/** A new policy: everyone at once, and one severity up after a quarter of an hour. */
export const EMPTY_POLICY: PolicyDraft = {
  name: "",
  matchers: [],
  severities: ["critical", "emergency"],
  steps: [
    { id: 1, after: "0", targets: ["everyone"], raises: false, hours: null },
    { id: 2, after: "15", targets: ["role:admin"], raises: true, hours: null },
  ],
  repeats: "0",
  repeatAfter: "30",
  timeout: "",
  isActive: true,
};

export function draftOf(policy: PolicyWire): PolicyDraft {
  return {
    name: policy.name,
    matchers: policy.matchers,
    severities: policy.severities,
    steps: policy.steps.map((step, index) => stepDraftOf(step, index + 1)),
    repeats: String(policy.repeats),
    repeatAfter: String(policy.repeat_after_minutes ?? 30),
    timeout: policy.acknowledgement_timeout_minutes === null ? "" : String(policy.acknowledgement_timeout_minutes),
    isActive: policy.is_active,
  };
}

function stepDraftOf({ after_minutes, targets, raises_severity, business_hours }: StepWire, id: number): StepDraft {
  return {
    id,
    after: String(after_minutes),
    targets: targets.map(keyOfTarget),
    raises: raises_severity,
    hours: business_hours && hoursDraftOf(business_hours),
  };
}

function hoursDraftOf({ time_zone: zone, days, from, to, holidays, outside }: HoursWire): HoursDraft {
  const instead = outside.kind === "instead" ? outside.targets.map(keyOfTarget) : [];
  return { zone, days, from, to, holidays: holidays.join("\n"), outside: outside.kind, instead };
}

/** What is sent. A number that is none stays as it was typed, so that the API names its field. */
export function policyBodyOf(draft: PolicyDraft) {
  const { name, matchers, severities, steps, repeats, repeatAfter, timeout, isActive } = draft;
  return {
    name,
    matchers,
    severities,
    steps: steps.map(({ after, targets, raises, hours }) => ({
      after_minutes: numberOf(after),
      targets: targets.map(targetOfKey),
      raises_severity: raises,
      business_hours: hours && hoursBodyOf(hours),
    })),
    repeats: numberOf(repeats),
    repeat_after_minutes: repeats === "0" ? null : numberOf(repeatAfter),
    acknowledgement_timeout_minutes: timeout.trim() === "" ? null : numberOf(timeout),
    is_active: isActive,
  };
}

function hoursBodyOf({ zone, days, from, to, holidays, outside, instead }: HoursDraft) {
  return {
    time_zone: zone,
    days,
    from,
    to,
    holidays: holidays.split(/[\s,]+/).filter((day) => day !== ""),
    outside: outside === "instead" ? { kind: outside, targets: instead.map(targetOfKey) } : { kind: outside },
  };
}

function numberOf(text: string): number | string {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}

/** A draft in words, or which field is not understood yet and why. */
export function readDraft(
  draft: PolicyDraft,
  { people, rotations }: PolicyChoices,
): { words: PolicyWords } | { field: string; message: string } {
  const read = PolicyBody.safeParse(policyBodyOf(draft));
  if (!read.success) {
    const [issue] = read.error.issues;
    return { field: (issue?.path ?? []).map(String).join("."), message: issue?.message ?? "this is not understood" };
  }
  const names = {
    people: new Map(people.map(({ id, name }) => [id, name])),
    rotations: new Map(rotations.map(({ id, name }) => [id, name])),
  };
  return { words: describePolicy({ ...read.data.policy, id: 0, version: 1 }, names) };
}

/** A step after the last one. */
export function nextStepOf(steps: readonly StepDraft[]): StepDraft {
  const last = Number(steps.at(-1)?.after ?? -15);
  const id = Math.max(0, ...steps.map((step) => step.id)) + 1;
  const after = String(Number.isNaN(last) ? 15 : last + 15);
  return { id, after, targets: ["everyone"], raises: false, hours: null };
}

/**
 * The steps with one of them a place earlier or later. Delays stay where they are, in order; what is at 0 raises no severity.
 */
export function moveStep(steps: readonly StepDraft[], index: number, by: -1 | 1): StepDraft[] {
  const [one, other] = [steps[index], steps[index + by]];
  if (one === undefined || other === undefined) return [...steps];
  const moved = steps.map((step, at) =>
    at === index ? { ...other, after: one.after } : at === index + by ? { ...one, after: other.after } : step,
  );
  return moved.map((step) => (step.after === "0" ? { ...step, raises: false } : step));
}

import type { EscalationStep } from "@/lib/escalation/schema";
import { WEEKDAYS } from "@/lib/kernel/week";
import { weekday } from "@/lib/kernel/zone";
import { answerOnCall } from "@/lib/on-call/answer-on-call";
import type { Moment, Simulation, World } from "./simulation";

/** Something about a simulation that whoever keeps the policy should know, as a sentence. */
export interface Warning {
  kind: "nobody reached" | "gap" | "one person" | "hidden";
  words: string;
}

const DAY_NAMES = {
  sun: "Sundays",
  mon: "Mondays",
  tue: "Tuesdays",
  wed: "Wednesdays",
  thu: "Thursdays",
  fri: "Fridays",
  sat: "Saturdays",
} as const;

/** What is weak about how an alert would be told: nobody reached, a gap on call, a step that rests on one person. */
export function warnOf(simulation: Simulation, world: World, zone: string): Warning[] {
  const steps = simulation.moments.flatMap((moment) => warnOfStep(moment, simulation, world, zone));
  const hidden: Warning[] = simulation.moments
    .filter(({ kind }) => kind === "hidden")
    .map(({ words }) => ({ kind: "hidden", words: `It is ${words}, and nobody is told until then.` }));
  const reached = simulation.rows.some(({ channel, status }) => channel !== "log" && status !== "skipped");
  const nobody: Warning[] = reached
    ? []
    : [{ kind: "nobody reached", words: "Nobody is reached by any step: it is only written to the log." }];
  return distinct([...nobody, ...hidden, ...steps]);
}

/** Steps tell by themselves; what was held and acknowledgements do not. */
function warnOfStep(moment: Moment, { policy }: Simulation, world: World, zone: string): Warning[] {
  const { step, decided, at } = moment;
  const asked = step === null ? undefined : policy.steps[step.number - 1];
  if (step === null || asked === undefined) return [];
  const gaps = gapsOf(asked, world, at).map(
    (name): Warning => ({ kind: "gap", words: `Step ${step.number} finds nobody on call by ${name} then.` }),
  );
  const personal = decided.filter(({ recipient, status }) => recipient.startsWith("account:") && status !== "skipped");
  const people = [...new Set(personal.map(({ name }) => name))];
  const day = WEEKDAYS[weekday(at, zone)] ?? "sun";
  if (decided.every(({ channel, status }) => channel === "log" || status === "skipped"))
    return [...gaps, { kind: "nobody reached", words: `Step ${step.number} reaches nobody then.` }];
  const [only] = people;
  if (people.length !== 1 || only === undefined) return gaps;
  const words = `On ${DAY_NAMES[day]} step ${step.number} rests on one person, ${only}.`;
  return [...gaps, { kind: "one person", words }];
}

/** The names of rotations that a step asks and that have nobody on call at an instant. */
function gapsOf({ targets }: EscalationStep, { rotations, overrides }: World, at: Date): string[] {
  const onCall = answerOnCall(rotations, overrides, at);
  return targets.flatMap((target) => {
    if (target.kind !== "rotation" || onCall(target.rotationId, target.layer).length > 0) return [];
    return [rotations.find(({ id }) => id === target.rotationId)?.name ?? `rotation ${target.rotationId}`];
  });
}

function distinct(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [warning.words, warning])).values()];
}

import type { Matcher } from "@/lib/kernel/matchers";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import type { House } from "@/lib/notifications/house";
import type { Override, Rotation } from "@/lib/on-call/schema";
import { gapsBetween, shiftsBetween } from "@/lib/on-call/shifts-between";
import { describeDuration } from "@/lib/rules/describe";
import type { EscalationPolicy, EscalationStep, EscalationTarget } from "./schema";

/** What is odd about a policy, in words; keeps nobody from saving it. `step` counts from 1; null: about all of it. */
export interface Finding {
  step: number | null;
  words: string;
}

export interface Surroundings {
  house: Pick<House, "people" | "unready">;
  rotations: readonly Rotation[];
  overrides: readonly Override[];
  /** Active policies that are asked before it. */
  earlier: readonly Pick<EscalationPolicy, "name" | "matchers">[];
}

/** How far ahead gaps on call are looked for. */
const AHEAD_MS = 28 * DAY_MS;

export function findFindings(policy: EscalationPolicy, around: Surroundings, now: Date): Finding[] {
  const ofSteps = policy.steps.flatMap((step, index) =>
    [...reachOf(step, policy, around), ...gapsOf(step, around, now), ...restOf(step, index, policy)].map((words) => ({
      step: index + 1,
      words,
    })),
  );
  const ofAll = [...hiddenBehind(policy, around), ...severityOf(policy)].map((words) => ({ step: null, words }));
  return [...ofAll, ...ofSteps];
}

/** Everything that meets this policy's matchers meets those of an earlier one that are among them. */
function hiddenBehind({ matchers }: EscalationPolicy, { earlier }: Surroundings): string[] {
  const own = new Set(matchers.map(keyOf));
  const before = earlier.find((one) => one.matchers.every((matcher) => own.has(keyOf(matcher))));
  if (before === undefined) return [];
  return [`${before.name} is asked before it and matches all of its alerts, so it is never used: move it up`];
}

function keyOf({ label, operator, value }: Matcher): string {
  return JSON.stringify([label, operator, value]);
}

/** Once begun a policy goes on at any severity; before its first step, and when it begins anew, it must cover it. */
function severityOf({ severities, steps }: EscalationPolicy): string[] {
  if (severities.includes("emergency") || !severities.includes("critical")) return [];
  const isLate = (steps[0]?.afterMs ?? 0) > 0;
  if (isLate) return ["an alert that becomes an emergency before its first step is not escalated: cover emergency too"];
  if (!steps.some(({ raisesSeverity }) => raisesSeverity)) return [];
  return ["an alert that it made an emergency and that is triggered again is not escalated: cover emergency too"];
}

function reachOf({ targets, businessHours }: EscalationStep, policy: EscalationPolicy, around: Surroundings): string[] {
  const instead = businessHours?.outside.kind === "instead" ? businessHours.outside.targets : [];
  return [...reachWords(targets, policy, around), ...reachWords(instead, policy, around)];
}

function reachWords(targets: readonly EscalationTarget[], policy: EscalationPolicy, around: Surroundings): string[] {
  const misses = targets.map((target) => missOf(target, policy, around));
  const words = misses.flatMap((miss) => miss ?? []);
  if (targets.length === 0 || words.length < targets.length || misses.some((miss) => miss?.includes("sees only")))
    return words;
  return [`it reaches nobody, so that everyone is told: ${words.join("; ")}`];
}

/** Why a target reaches nobody, or not for every brand; null where it does. */
function missOf(target: EscalationTarget, { matchers }: EscalationPolicy, around: Surroundings): string | null {
  const { people, unready } = around.house;
  if (target.kind === "channel") return unready[target.channel] ?? null;
  if (target.kind === "role")
    return people.some(({ role }) => role === target.role) ? null : `nobody has the role ${target.role}`;
  if (target.kind === "rotation")
    return around.rotations.some(({ id }) => id === target.rotationId) ? null : "the rotation it names is gone";
  if (target.kind === "everyone") return null;
  const person = people.find(({ id }) => id === target.accountId);
  if (person === undefined) return `account ${target.accountId} is disabled or gone`;
  if (person.brands === null) return null;
  const brand = matchers.find(({ label, operator }) => label === "brand" && operator === "=")?.value;
  if (brand === undefined) return `${person.name} sees only ${person.brands.join(", ")}: not told of other brands`;
  return person.brands.includes(brand) ? null : `${person.name} does not see ${brand}`;
}

function gapsOf({ targets }: EscalationStep, around: Surroundings, now: Date): string[] {
  const { rotations, overrides, house } = around;
  const isThere = (accountId: number) => house.people.some(({ id }) => id === accountId);
  return targets.flatMap((target) => {
    if (target.kind !== "rotation") return [];
    const rotation = rotations.find(({ id }) => id === target.rotationId);
    if (rotation === undefined) return [];
    const gapMs = gapMsOf(rotation, { layer: target.layer, overrides, isThere }, now);
    const whose = `${rotation.name}${target.layer === undefined ? "" : ` (${target.layer})`}`;
    return gapMs === 0 ? [] : [`nobody is on call for ${whose} during ${describeDuration(gapMs)} of the next 28 days`];
  });
}

interface Watched {
  layer: string | undefined;
  overrides: readonly Override[];
  isThere: (accountId: number) => boolean;
}

/** How long nobody who is still there is on call; of one layer, or of all together. */
function gapMsOf(rotation: Rotation, { layer, overrides, isThere }: Watched, now: Date): number {
  const end = addMs(now, AHEAD_MS);
  const lengthOf = ({ from, to }: { from: Date; to: Date }) =>
    Math.min(to.getTime(), end.getTime()) - Math.max(from.getTime(), now.getTime());
  const sum = (spans: readonly { from: Date; to: Date }[]) => spans.reduce((ms, span) => ms + lengthOf(span), 0);
  if (layer === undefined) return sum(gapsBetween(rotation, overrides, { from: now, to: end, isThere }));
  const shifts = shiftsBetween(rotation, overrides, now, end);
  return AHEAD_MS - sum(shifts.filter((shift) => shift.layer === layer && isThere(shift.accountId)));
}

/** While a step at 0 rests nobody hears that the alert was raised. */
function restOf({ afterMs, businessHours }: EscalationStep, index: number, { steps }: EscalationPolicy): string[] {
  if (businessHours === null || businessHours.outside.kind === "instead") return [];
  const next = steps[index + 1];
  if (businessHours.outside.kind === "wait")
    return next === undefined ? [] : ["outside of its business hours it waits, and the steps after it wait with it"];
  if (afterMs > 0 || next === undefined) return [];
  return [`outside of its business hours no person is told until step 2, ${describeDuration(next.afterMs)} later`];
}

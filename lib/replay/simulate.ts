import type { Alert } from "@/lib/alerts/schema";
import { nextStep, stepsInAll } from "@/lib/escalation/next-step";
import { addMs } from "@/lib/kernel/time";
import { describeDuration } from "@/lib/rules/describe";
import { drain, nextDueAt } from "./drain";
import { nextLookAt } from "./look-at-mutes";
import { actOn, advance, expire, lookAtMutes, raise, stepsBetween } from "./move-play";
import { beginPlay, type Play } from "./play";
import type { Simulation, Story, World } from "./simulation";
import { writeMoment } from "./write-moment";

/**
 * What would happen to an alert raised at `now`, moment by moment: each occasion with a decision for every recipient and
 * channel, each step of its policy, what becomes of everything held. The decisions are those that really decide, asked with
 * the instant of each moment; every provider takes what it is given at once. At one instant what is due is sent first, then
 * the policy steps, then people act.
 */
export function simulate(story: Story, world: World, now: Date): Simulation {
  const play = beginPlay(story, world, now);
  const endsAt = addMs(now, story.horizonMs);
  raise(play, now);
  let last = now;
  for (let at = nextInstant(play, now); at !== null && at <= endsAt; at = nextInstant(play, at)) {
    happen(play, at);
    last = at;
  }
  writeEnd(play, isSettled(play, last) ? null : endsAt);
  return { policy: play.standing.policy, moments: play.moments, rows: play.rows, alert: play.alert, endsAt };
}

/** When the next thing is due; null when nothing ever is. */
function nextInstant(play: Play, now: Date): Date | null {
  const { escalatesAt, acknowledgedUntil } = play.alert;
  const dues = [escalatesAt, acknowledgedUntil, nextDueAt(play.rows), nextActAt(play), nextLookAt(play, now)];
  return dues.filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** Whether nothing more is to come but looks at what might hide it. */
function isSettled(play: Play, now: Date): boolean {
  const next = nextInstant(play, now);
  return next === null || (play.alert.mute === null && next.getTime() === nextLookAt(play, now)?.getTime());
}

function nextActAt({ acts: [next], beganAt }: Play): Date | null {
  return next === undefined ? null : addMs(beganAt, next.afterMs);
}

function happen(play: Play, now: Date): void {
  release(play, now);
  advance(play, now);
  expire(play, now);
  lookAtMutes(play, now);
  const due = play.acts.filter(({ afterMs }) => addMs(play.beganAt, afterMs) <= now);
  play.acts = play.acts.slice(due.length);
  for (const act of due) actOn(play, act, now);
}

function release(play: Play, now: Date): void {
  const released = drain(play, now);
  if (released.length === 0) return;
  const isAnySent = released.some(({ outcome }) => outcome === "sent");
  const words = isAnySent ? "What was held until now is sent" : "What was held until now need not be told any more";
  writeMoment(play, { kind: "released", words, released }, now);
}

/** Why nothing more happens or, where something would, that only so much was looked at. */
function writeEnd(play: Play, cutAt: Date | null): void {
  const { alert, standing, story } = play;
  if (cutAt !== null) {
    writeMoment(play, { kind: "over", words: `Only ${describeDuration(story.horizonMs)} are looked at` }, cutAt);
    return;
  }
  const next = nextStep(alert, standing);
  const because = alert.isShadow || next.kind === "escalate" ? "nothing is due" : next.because;
  const isBegun = standing.stepsDone > 0 || standing.policy.severities.includes(alert.severity);
  const passedOver =
    alert.isShadow || isEnded(alert) || !isBegun ? [] : stepsBetween(standing, stepsInAll(standing.policy));
  const last = play.moments.at(-1)?.at ?? play.beganAt;
  writeMoment(play, { kind: "over", words: `Nothing more happens: ${because}`, passedOver }, last);
}

function isEnded({ status }: Alert): boolean {
  return status === "acknowledged" || status === "resolved";
}

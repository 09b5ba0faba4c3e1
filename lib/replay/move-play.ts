import { transition } from "@/lib/alerts/transition";
import { nextStep } from "@/lib/escalation/next-step";
import type { Standing } from "@/lib/escalation/schema";
import { takeStep } from "@/lib/escalation/take-step";
import { addMs } from "@/lib/kernel/time";
import { describeDuration } from "@/lib/rules/describe";
import { isShownNow } from "./look-at-mutes";
import { awaitStep, beginSteps, type Play } from "./play";
import type { Act, StepNumber } from "./simulation";
import { tellOccasion } from "./tell-occasion";
import { writeMoment } from "./write-moment";

/** The alert is raised, and told. */
export function raise(play: Play, now: Date): void {
  const { severity, isShadow } = play.alert;
  const decided = tellOccasion(play, "triggered", now);
  const words = isShadow
    ? "It is recorded by a rule in shadow, and nobody is told"
    : `It is raised as ${severity}, and escalated by the policy ${play.standing.policy.name}`;
  const step = !isShadow && play.standing.stepsDone > 0 ? { number: 1, round: 1 } : null;
  writeMoment(play, { kind: "raised", words, decided, step }, now);
  // Whoever plans is the first to know what hides an alert: it was raised before that.
  play.moments.reverse();
}

/** Takes the policy's next step where it is due. */
export function advance(play: Play, now: Date): void {
  const { alert, standing } = play;
  if (alert.escalatesAt === null || alert.escalatesAt > now) return;
  if (alert.mute !== null || nextStep(alert, standing).kind === "none") {
    play.alert = { ...alert, escalatesAt: null };
    return;
  }
  const moved = transition(alert, "escalate");
  if (moved.kind === "refused") return;
  const { severity } = alert;
  const level = alert.escalationLevel + 1;
  const taken = takeStep({ severity, standing, isManual: false, level, before: play.taken }, now);
  Object.assign(play, { standing: taken.standing, taken: taken.taken });
  play.alert = {
    ...alert,
    status: moved.status,
    severity: taken.severity,
    severityRaises: alert.severityRaises + (taken.isRaised ? 1 : 0),
    escalationLevel: level,
    escalatedAt: now,
    acknowledgedUntil: null,
    version: alert.version + 1,
  };
  awaitStep(play);
  const decided = tellOccasion(play, `escalated:${level}`, now);
  const change = taken.severity === severity ? "" : `; ${severity} becomes ${taken.severity}`;
  const words = taken.step.kind === "escalate" ? `It is ${taken.step.words}${change}` : "";
  const numbers = stepsBetween(standing, play.standing.stepsDone);
  writeMoment(
    play,
    { kind: "stepped", words, decided, step: numbers.at(-1) ?? null, passedOver: numbers.slice(0, -1) },
    now,
  );
}

/** Triggers the alert again where its acknowledgement has timed out. */
export function expire(play: Play, now: Date): void {
  const { alert } = play;
  if (alert.acknowledgedUntil === null || alert.acknowledgedUntil > now) return;
  const moved = transition(alert, "retrigger");
  if (moved.kind === "refused") return;
  play.alert = {
    ...alert,
    status: moved.status,
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgedUntil: null,
    retriggers: alert.retriggers + 1,
    version: alert.version + 1,
  };
  beginSteps(play, now);
  const decided = tellOccasion(play, `retriggered:${play.alert.retriggers}`, now);
  const words = `The acknowledgement by ${alert.acknowledgedBy ?? "somebody"} times out, and it is triggered again`;
  writeMoment(play, { kind: "retriggered", words, decided }, now);
}

/** The minute's look at what hides it: what is shown again is told again. */
export function lookAtMutes(play: Play, now: Date): void {
  if (!isShownNow(play, now)) return;
  const decided = tellOccasion(play, `unmuted:${play.alert.mutes}`, now);
  writeMoment(play, { kind: "unmuted", words: "It still burns, so people are told", decided }, now);
}

/** Somebody does something about it; what the alert does not allow any more is passed over. */
export function actOn(play: Play, act: Act, now: Date): void {
  const moved = transition(play.alert, act.kind);
  if (moved.kind === "refused") return;
  const version = play.alert.version + 1;
  const next = { ...play.alert, status: moved.status, version, escalatesAt: null };
  if (act.kind === "acknowledge") {
    const timeoutMs = act.timeoutMs === undefined ? play.standing.policy.acknowledgementTimeoutMs : act.timeoutMs;
    const acknowledgedUntil = timeoutMs === null ? null : addMs(now, timeoutMs);
    play.alert = { ...next, acknowledgedAt: now, acknowledgedBy: act.by, acknowledgedUntil };
    const decided = tellOccasion(play, `acknowledged:${version}`, now);
    const wait = timeoutMs === null ? "" : `, for ${describeDuration(timeoutMs)}`;
    writeMoment(play, { kind: "acknowledged", words: `${act.by} acknowledges it${wait}`, decided }, now);
    return;
  }
  const mute = next.mute?.kind === "snooze" ? null : next.mute;
  play.alert = { ...next, mute, resolvedAt: now, resolvedBy: act.by, acknowledgedUntil: null };
  if (play.group !== null) play.group = { ...play.group, nextNoticeAt: null };
  const decided = tellOccasion(play, "resolved", now);
  writeMoment(play, { kind: "resolved", words: `${act.by} resolves it`, decided }, now);
}

/** The steps after those that were done, up to `stepsDone` of them: all but the last were passed over. */
export function stepsBetween({ policy, stepsDone: before }: Standing, stepsDone: number): StepNumber[] {
  const count = policy.steps.length;
  return Array.from({ length: Math.max(0, stepsDone - before) }, (_, place) => before + place).map((done) => ({
    number: (done % count) + 1,
    round: Math.floor(done / count) + 1,
  }));
}

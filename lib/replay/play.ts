import { type Grouping, groupKeyOf, groupTitleOf } from "@/lib/alerts/group";
import { labelsOf } from "@/lib/alerts/labels-of";
import type { Alert } from "@/lib/alerts/schema";
import { beginAt } from "@/lib/escalation/begin-at";
import { choosePolicy } from "@/lib/escalation/choose-policy";
import { nextStep } from "@/lib/escalation/next-step";
import type { Standing, TakenStep } from "@/lib/escalation/schema";
import type { Act, Moment, SimulatedRow, Story, World } from "./simulation";

/** A simulation while it runs: what the tables would hold. It is moved on in place, and seen by nobody else. */
export interface Play {
  readonly story: Story;
  readonly world: World;
  readonly beganAt: Date;
  alert: Alert;
  standing: Standing;
  /** Whom the last step, or the beginning, tells. */
  taken: TakenStep;
  /** The alert's own group, which nobody else is in; null where it joins none. */
  group: { title: string; toldAt: Date | null; nextNoticeAt: Date | null } | null;
  /** Still to come, in order. */
  acts: Act[];
  rows: SimulatedRow[];
  moments: Moment[];
}

/** The alert of the simulation is alone in its group, whose number does not matter. */
const OWN_GROUP = 0;

/** Everything as it is in the instant the alert is raised, before anybody was told. */
export function beginPlay(story: Story, world: World, now: Date): Play {
  const policy = story.policy ?? choosePolicy(world.policies, story.alert, world.lastResort);
  const group = groupOf(story.alert, world.grouping);
  const play: Play = {
    story,
    world,
    beganAt: now,
    alert: { ...story.alert, groupId: group === null ? null : OWN_GROUP },
    ...beginAt({ policy, severity: story.alert.severity, level: 0 }, now),
    group,
    acts: [...story.acts],
    rows: [],
    moments: [],
  };
  if (!play.alert.isShadow) awaitStep(play);
  return play;
}

/** The policy's steps count from now: the alert is raised, shown again or triggered again. */
export function beginSteps(play: Play, now: Date): void {
  const { severity, escalationLevel: level } = play.alert;
  Object.assign(play, beginAt({ policy: play.standing.policy, severity, level }, now));
  awaitStep(play);
}

/** Keeps when the next step is due; a hidden alert awaits none. */
export function awaitStep(play: Play): void {
  const next = nextStep(play.alert, play.standing);
  const isAwaited = next.kind === "escalate" && play.alert.mute === null;
  play.alert = { ...play.alert, escalatesAt: isAwaited ? next.at : null };
}

function groupOf(alert: Alert, { keys }: Grouping): Play["group"] {
  const labels = labelsOf(alert);
  if (alert.isShadow || groupKeyOf(labels, keys) === null) return null;
  return { title: groupTitleOf(labels, keys), toldAt: null, nextNoticeAt: null };
}

import type { Mute } from "@/lib/alerts/schema";
import { addMs, floorTo, MINUTE_MS } from "@/lib/kernel/time";
import { decideMute, describeMute, describeRelease } from "@/lib/silences/decide-mute";
import { isSameMute } from "@/lib/silences/same-mute";
import { beginSteps, type Play } from "./play";
import { writeMoment } from "./write-moment";

/** When a minute's look at what hides alerts comes next; null where nothing could hide this one. */
export function nextLookAt({ alert, world }: Play, now: Date): Date | null {
  if (alert.status === "resolved" || alert.isShadow || alert.class === "player_safety") return null;
  if (world.hiders.silences.length === 0) return null;
  return addMs(floorTo(now, MINUTE_MS), MINUTE_MS);
}

/** What hides the alert on an occasion; whoever plans it is the first to know, and marks the alert so. */
export function findMute(play: Play, now: Date): Mute | null {
  const { alert } = play;
  if (alert.class === "player_safety" || alert.isShadow) return null;
  const mute = decideMute(alert, play.world.hiders, now);
  if (alert.status !== "resolved" && !isSameMute(alert.mute, mute)) move(play, mute, now);
  return mute;
}

/** The look of each whole minute: true where the alert is shown again and nobody has it, so that it must be told. */
export function isShownNow(play: Play, now: Date): boolean {
  const { alert } = play;
  if (now.getTime() % MINUTE_MS !== 0) return false;
  if (alert.status === "resolved" || alert.isShadow || alert.class === "player_safety") return false;
  const mute = decideMute(alert, play.world.hiders, now);
  if (isSameMute(alert.mute, mute)) return false;
  move(play, mute, now);
  return mute === null && play.alert.status !== "acknowledged";
}

function move(play: Play, mute: Mute | null, now: Date): void {
  const before = play.alert.mute;
  const version = play.alert.version + 1;
  if (mute !== null) {
    play.alert = { ...play.alert, mute, version, escalatesAt: null };
    writeMoment(play, { kind: "hidden", words: describeMute(mute) }, now);
    return;
  }
  play.alert = { ...play.alert, mute, version, mutes: play.alert.mutes + 1 };
  beginSteps(play, now);
  if (before !== null) writeMoment(play, { kind: "unmuted", words: describeRelease(before) }, now);
}

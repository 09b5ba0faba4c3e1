import type { Play } from "./play";
import type { Moment, Released, SimulatedRow } from "./simulation";

interface Written {
  kind: Moment["kind"];
  words: string;
  step?: Moment["step"];
  passedOver?: Moment["passedOver"];
  decided?: readonly SimulatedRow[];
  released?: readonly Released[];
}

/** Adds what happens now to the play. */
export function writeMoment(play: Play, written: Written, now: Date): void {
  play.moments.push({
    step: null,
    passedOver: [],
    decided: [],
    released: [],
    ...written,
    at: now,
    afterMs: now.getTime() - play.beganAt.getTime(),
    severity: play.alert.severity,
  });
}

import { stateOf } from "./covers";
import { hidesUntil, nextOccurrence } from "./occurrences-of";
import type { Silence } from "./schema";
import type { Standing } from "./wire";

/** Where a silence stands now: its state, until when it hides, when it does next. */
export function standingOf(silence: Silence, now: Date): Standing {
  return { state: stateOf(silence, now), until: hidesUntil(silence, now), next: nextOccurrence(silence, now) };
}

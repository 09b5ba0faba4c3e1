/** Minutes of a day. */
export const DAY = 24 * 60;
/** What a handle moves by: nobody's quiet hours end at 07:13. */
export const STEP = 15;

/** Minutes from the noon the bar begins at. */
export function placeOf(minute: number): number {
  return (minute + DAY / 2) % DAY;
}

export function percent(minutes: number): string {
  return `${(100 * minutes) / DAY}%`;
}

/** The time of day at a part of the bar from 0 to 1, on a whole step. */
export function timeAt(part: number): string {
  const place = Math.round((Math.min(1, Math.max(0, part)) * DAY) / STEP) * STEP;
  return timeOf(place + DAY / 2);
}

/** `22:00` of minutes since some midnight. */
export function timeOf(minutes: number): string {
  const minute = ((minutes % DAY) + DAY) % DAY;
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

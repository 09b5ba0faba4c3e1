import { z } from "zod";

/** In the order of `weekday`, which counts from Sunday. */
export const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
export const Weekday = z.enum(WEEKDAYS, "expected a weekday, such as mon");
export type Weekday = z.infer<typeof Weekday>;

const CLOCK = "expected a time of day from 00:00 to 23:59, such as 08:00";

/** `00:00` … `23:59`, by the wall of whatever zone stands beside it. */
export const TimeOfDay = z.string(CLOCK).regex(/^([01]\d|2[0-3]):[0-5]\d$/, CLOCK);

const END = "expected a time of day from 00:00 to 24:00, such as 08:00";

/** `00:00` … `24:00`: where hours end. `24:00` is the midnight that ends the day, so that 00:00 to 24:00 is all of it. */
export const EndOfHours = z.string(END).regex(/^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/, END);

const DAY = "expected a day, such as 2026-12-25";

/** `2026-12-25`: a day of the calendar in whatever zone stands beside it. */
export const CalendarDay = z.iso.date(DAY);

/** Hours of the week, each day of `days` from `from` to `to`: over midnight where `to` is not later. */
export const WeekHours = z.object({
  days: z.array(Weekday).min(1, "expected at least one weekday, such as mon"),
  from: TimeOfDay,
  to: EndOfHours,
});
export type WeekHours = z.infer<typeof WeekHours>;

import { z } from "zod";
import { CalendarDay, TimeOfDay, WeekHours } from "@/lib/kernel/week";

const MOST_PEOPLE = 50;
const MOST_LAYERS = 10;
const WEEK_HOURS = 168;

/** A ring of people who take turns. All of its times are by the wall of the rotation's zone. */
export const Layer = z.object({
  name: z.string().trim().min(1, 'expected a name, such as "First"').max(60),
  /** Account ids in the order of their turns. */
  people: z.array(z.number().int()).min(1, "expected at least one person").max(MOST_PEOPLE),
  /** How long a turn is: 12, 24 and 168 are half a day, a day and a week of the wall. */
  turnHours: z
    .number()
    .int()
    .min(1)
    .max(4 * WEEK_HOURS),
  /** When the first person's first turn begins. */
  startsOn: CalendarDay,
  handOffAt: TimeOfDay,
  /** Nobody is on call outside of these; null means always somebody. */
  hours: WeekHours.nullable(),
});
export type Layer = z.infer<typeof Layer>;

/** Who is on call when. The first layer's person is called first; each layer has one at any instant, or none. */
export interface Rotation {
  id: number;
  name: string;
  /** IANA name. */
  zone: string;
  layers: readonly Layer[];
  version: number;
}

export const Layers = z.array(Layer).min(1, "expected at least one layer").max(MOST_LAYERS);

/** Somebody else takes the first layer from `from` until before `to`. Of two that overlap the later made one counts. */
export interface Override {
  id: number;
  rotationId: number;
  accountId: number;
  from: Date;
  to: Date;
  reason: string | null;
}

/** An unbroken turn of one person. */
export interface Shift {
  rotationId: number;
  /** The layer's name. */
  layer: string;
  accountId: number;
  from: Date;
  to: Date;
  isOverride: boolean;
}

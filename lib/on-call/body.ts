import { z } from "zod";
import { Instant } from "@/lib/kernel/as-of";
import { isTimeZone } from "@/lib/kernel/zone";
import { Layer } from "./schema";

const ZONE = "expected a time zone, such as Europe/Malta";
const NAME = "expected a name, such as Payments";
const LONGEST_LAYERS = 10;
const version = z.number().int().positive().optional();

const { name, people, turnHours, startsOn, handOffAt, hours } = Layer.shape;

const LayerBody = z
  .object({
    name,
    people,
    turn_hours: turnHours,
    starts_on: startsOn,
    hand_off_at: handOffAt,
    hours: hours.default(null),
  })
  .transform((body) => ({
    name: body.name,
    people: body.people,
    turnHours: body.turn_hours,
    startsOn: body.starts_on,
    handOffAt: body.hand_off_at,
    hours: body.hours,
  }));

/** A rotation as the API takes it. Read-only fields of a GET are ignored. */
export const RotationBody = z.object({
  name: z
    .string(NAME)
    .trim()
    .min(1, NAME)
    .max(60, "expected at most 60 characters")
    .regex(/^\P{Cc}*$/u, "expected one line"),
  time_zone: z.string(ZONE).max(64, ZONE).refine(isTimeZone, ZONE),
  layers: z
    .array(LayerBody, "expected a list of layers")
    .min(1, "expected at least one layer")
    .max(LONGEST_LAYERS, `expected at most ${LONGEST_LAYERS} layers`)
    .superRefine((layers, refinement) => {
      layers.forEach((layer, place) => {
        if (layers.findIndex((other) => other.name.toLowerCase() === layer.name.toLowerCase()) === place) return;
        const message = `there is a layer named ${layer.name} already: choose another name, such as Second`;
        refinement.addIssue({ code: "custom", path: [place, "name"], message });
      });
    }),
  version,
});
export type RotationBody = z.infer<typeof RotationBody>;

const WHO = 'expected an account\'s id, or "me"';

/** Who takes the first layer, from when (left out: now) until when. */
export const OverrideBody = z.object({
  account_id: z.union([z.literal("me"), z.number().int().positive()], WHO),
  from: Instant.optional(),
  to: Instant,
  reason: z.string("expected a text").trim().max(200, "expected at most 200 characters").nullish(),
});
export type OverrideBody = z.infer<typeof OverrideBody>;

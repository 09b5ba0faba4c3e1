import { z } from "zod";
import { Instant } from "@/lib/kernel/as-of";
import { type Matcher, Matchers, matchesAll } from "@/lib/kernel/matchers";
import { isTimeZone } from "@/lib/kernel/zone";
import { refuseRecurrence } from "./recurrence";
import { HIDEABLE } from "./schema";

const MINUTES_OF_YEAR = 366 * 24 * 60;
const whole = (least: number, most: number, example: number) =>
  z
    .number(`expected a whole number, such as ${example}`)
    .int(`expected a whole number, such as ${example}`)
    .min(least, `expected ${least} or more, such as ${example}`)
    .max(most, `expected ${most} or less, such as ${example}`);
const version = whole(1, 2_147_483_647, 1).optional();

const REASON = 'expected why people are not told, such as "deploy lobby-web 9.2.1"';
/** A value that no label has: what matches it as well as nothing at all narrows nothing. */
const UNLIKELY = "7f3a-no-such-value";

/**
 * A silence as the API takes it. It begins at `starts_at` (left out: now) and lasts to `ends_at` or for
 * `duration_minutes`; for a recurring one these are of its first occurrence. Read-only fields of a GET are ignored.
 */
export const SilenceBody = z.object({
  reason: z
    .string(REASON)
    .trim()
    .min(1, REASON)
    .max(500, "expected at most 500 characters")
    .regex(/^\P{Cc}*$/u, "expected one line"),
  matchers: Matchers.min(1, 'a silence of everything is refused: name what it is about, such as "brand = aurora"')
    .refine((all) => all.some(narrows), 'this would hide everything: name what it is about, such as "brand = aurora"')
    .refine((all) => !all.some(namesPlayerSafety), "player-safety alerts cannot be hidden: leave out their class"),
  max_severity: z
    .enum(HIDEABLE, `expected one of ${HIDEABLE.join(", ")}: emergency alerts always pass`)
    .default("critical"),
  starts_at: Instant.nullish(),
  ends_at: Instant.nullish(),
  duration_minutes: whole(1, MINUTES_OF_YEAR, 120).nullish(),
  recurrence: z
    .string('expected an RFC 5545 rule, such as "FREQ=WEEKLY;BYDAY=WE"')
    .trim()
    .transform((text) => text.toUpperCase().replace(/^RRULE:/, ""))
    .superRefine((text, refinement) => {
      const refused = refuseRecurrence(text);
      if (refused !== null) refinement.addIssue({ code: "custom", message: refused });
    })
    .nullish(),
  time_zone: z
    .string('expected a time zone, such as "Europe/Malta"')
    .max(64, 'expected a time zone, such as "Europe/Malta"')
    .refine(isTimeZone, 'expected a time zone, such as "Europe/Malta"')
    .default("UTC"),
  warn_minutes: whole(1, 1440, 15).nullable().default(15),
  version,
});
export type SilenceBody = z.infer<typeof SilenceBody>;

export const ExtendBody = z.object({ minutes: whole(1, 7 * 24 * 60, 30), version });
/** `occurrence`: only the one that runs, of a recurring silence; `all`: for good. */
export const EndBody = z.object({
  which: z.enum(["occurrence", "all"], "expected occurrence or all").default("all"),
  version,
});

/** Whether a matcher leaves anything out, as far as can be seen of it alone. */
function narrows(matcher: Matcher): boolean {
  if (matcher.label === "class") return false;
  if (matcher.label === "severity") return !HIDEABLE.every((severity) => matchesAll([matcher], { severity }));
  return !matchesAll([matcher], {}) && !matchesAll([matcher], { [matcher.label]: UNLIKELY });
}

/** A matcher that is about player safety and nothing else. */
function namesPlayerSafety(matcher: Matcher): boolean {
  if (matcher.label !== "class") return false;
  return matchesAll([matcher], { class: "player_safety" }) && !matchesAll([matcher], { class: "ordinary" });
}

/** What a preview takes: a silence that may still lack its reason. */
export const PreviewBody = SilenceBody.extend({ reason: z.string("expected a text").max(500).default("") });
export type PreviewBody = z.infer<typeof PreviewBody>;

import { z } from "zod";

const EXPECTED = "expected an instant, such as 2026-11-20T03:10:00Z";
/** Beyond these years a database writes instants otherwise than we do, or not at all. */
const FIRST = new Date("1970-01-01T00:00:00Z");
const LAST = new Date("9999-12-31T23:59:59.999Z");

/** ISO 8601 with Z or an offset, such as `2026-11-20T03:10:00Z`; from 1970 to 9999. */
export const Instant = z.iso
  .datetime({ offset: true, error: EXPECTED })
  .transform((text) => new Date(text))
  .refine((at) => at >= FIRST && at <= LAST, EXPECTED);

const BRAND = "expected the key of a brand, such as aurora";

/** What every GET that shows figures takes: one brand or all in scope, and the instant the window ends (default now). */
export const AsOf = z.object({
  brand: z.string(BRAND).min(1, BRAND).max(64, BRAND).optional(),
  at: Instant.optional(),
});
export type AsOf = z.infer<typeof AsOf>;

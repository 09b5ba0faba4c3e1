import { z } from "zod";
import { Matchers } from "@/lib/kernel/matchers";
import { SECOND_MS } from "@/lib/kernel/time";

/** An alert that matches `source` hides those that match `target` with equal values of the labels in `equal`. */
export interface Inhibition {
  id: number;
  name: string;
  source: z.infer<typeof Matchers>;
  target: z.infer<typeof Matchers>;
  equal: readonly string[];
  /** How long a source goes on hiding after it was resolved: while the target's window still holds what it was about. */
  lingerMs: number;
  isActive: boolean;
  isDefault: boolean;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
}

/** An inhibition before it has a number. */
export type NewInhibition = Pick<Inhibition, "name" | "source" | "target" | "equal" | "lingerMs" | "isActive">;

const NAME = 'expected a name, such as "an outage explains failed payments"';
const some = (example: string) => Matchers.min(1, `expected at least one matcher, such as "${example}"`);

/** An inhibition as the API takes it. Read-only fields of a GET are ignored. */
export const InhibitionBody = z
  .object({
    name: z
      .string(NAME)
      .trim()
      .min(1, NAME)
      .max(100, "expected at most 100 characters")
      .regex(/^\P{Cc}*$/u, "expected one line"),
    source: some("rule = payment_outage"),
    target: some("rule = payment_failure_spike"),
    equal: z
      .array(
        z
          .string('expected the name of a label, such as "brand"')
          .regex(/^[a-z_][a-z0-9_]{0,49}$/, 'expected the name of a label, such as "brand"'),
        'expected names of labels, such as ["brand"]',
      )
      .max(20, "expected at most 20 labels")
      .default([]),
    linger_seconds: z
      .number("expected a whole number, such as 3600")
      .int("expected a whole number, such as 3600")
      .min(0, "expected 0 or more, such as 3600")
      .max(604_800, "expected at most 604800, which is seven days")
      .default(0),
    is_active: z.boolean("expected true or false").default(true),
  })
  .transform(
    ({ linger_seconds, is_active, ...body }): NewInhibition => ({
      ...body,
      lingerMs: linger_seconds * SECOND_MS,
      isActive: is_active,
    }),
  );

/** An inhibition as the API writes it; a PUT takes it back. */
export function inhibitionToWire(inhibition: Inhibition) {
  const { lingerMs, isActive, isDefault, createdBy, createdAt, updatedAt, ...rest } = inhibition;
  return {
    ...rest,
    equal: [...rest.equal],
    linger_seconds: lingerMs / SECOND_MS,
    is_active: isActive,
    is_default: isDefault,
    created_by: createdBy,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}
export type InhibitionWire = ReturnType<typeof inhibitionToWire>;

/** On the page: an inhibition with what it does in words. */
export type ShownInhibition = InhibitionWire & { sentence: string };

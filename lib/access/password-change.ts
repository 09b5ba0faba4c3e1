import { z } from "zod";

const SHORTEST = 10;

/** What changing one's password takes. Length is all that is asked of the new one (NIST SP 800-63B, 5.1.1). */
export const PasswordChange = z
  .object({
    current: z.string("expected your present password").min(1, "expected your present password").max(1024),
    next: z
      .string(`expected a new password of at least ${SHORTEST} characters`)
      .min(SHORTEST, `expected a new password of at least ${SHORTEST} characters`)
      .max(1024, "expected a new password of at most 1024 characters"),
  })
  .refine(({ current, next }) => current !== next, {
    path: ["next"],
    message: "expected another one than the present",
  });
export type PasswordChange = z.infer<typeof PasswordChange>;

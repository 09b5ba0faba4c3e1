import { z } from "zod";
import { RuleBody } from "@/lib/rules/body";
import { BACK_TEST_DAYS } from "./schema";

const DAYS = `expected one of ${BACK_TEST_DAYS.join(", ")}, such as 30`;

/** What a back-test is asked by: any rule, saved or not, and how far back. */
export const BackTestBody = z.object({
  rule: RuleBody,
  /** The rule it is, or would be a change of. */
  rule_id: z.number("expected the id of a rule, such as 7").int().positive().max(2_147_483_647).nullish(),
  days: z.literal(BACK_TEST_DAYS, DAYS).default(30),
});
export type BackTestBody = z.infer<typeof BackTestBody>;

import { z } from "zod";

const EXAMPLE = "expected an id, such as 42";

/** Ids of alerts, rules and accounts are positive integers of 31 bits. */
export const IntegerId = z.coerce.number(EXAMPLE).int(EXAMPLE).positive(EXAMPLE).max(2_147_483_647, EXAMPLE);

/** What a caller may hand in as correlation id; anything else is replaced by a fresh one. */
export const CorrelationId = z.string().regex(/^[\w.:-]{8,128}$/);

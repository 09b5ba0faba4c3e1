import { z } from "zod";
import { AsOf } from "@/lib/kernel/as-of";

const HOURS = "expected whole hours from 1 to 2160, such as 24";

/** `/delivery`: the last hours, up to 90 days. */
export const DeliveryQuery = AsOf.pick({ at: true }).extend({
  hours: z.coerce.number(HOURS).int(HOURS).min(1, HOURS).max(2160, HOURS).default(24),
});

import { z } from "zod";
import { SEVERITIES } from "@/lib/kernel/severity";
import { DAY_MS, SECOND_MS } from "@/lib/kernel/time";
import { CHANNELS } from "@/lib/rules/schema";

/** Settings an admin changes at run time, by their keys in `settings`. */
export const ROUTING_KEY = "notification_routing";
export const CAPS_KEY = "notification_caps";

/** From which severity each channel hears; the log hears of everything. */
export const RoutingSetting = z
  .record(z.enum(CHANNELS), z.enum(SEVERITIES, "expected info, warning, critical or emergency"))
  .refine(({ log }) => log === "info", { path: ["log"], message: "the log hears of everything: expected info" });

const MOST_CAPS = 5;

const Cap = z.object({
  count: z.number().int().min(1, "expected at least 1").max(10_000),
  perMs: z.number().int().min(SECOND_MS).max(DAY_MS),
});

/** At most so many messages to one recipient by a channel; a channel without any is not capped. */
export const CapsSetting = z.partialRecord(z.enum(CHANNELS), z.array(Cap).max(MOST_CAPS));

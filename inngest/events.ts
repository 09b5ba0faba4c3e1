import { eventType } from "inngest";
import { z } from "zod";
import { DOMAIN_EVENTS } from "@/lib/events/schema";

/** What the relay adds to every event: the request or run that caused it. */
const traced = { correlationId: z.string() };

export const alertTriggered = eventType("alert/triggered", { schema: DOMAIN_EVENTS["alert/triggered"].extend(traced) });
export const alertEscalated = eventType("alert/escalated", { schema: DOMAIN_EVENTS["alert/escalated"].extend(traced) });
export const alertResolved = eventType("alert/resolved", { schema: DOMAIN_EVENTS["alert/resolved"].extend(traced) });
export const notificationPlanned = eventType("notification/planned", {
  schema: DOMAIN_EVENTS["notification/planned"].extend(traced),
});
export const consoleStarted = eventType("console/started", { schema: DOMAIN_EVENTS["console/started"].extend(traced) });

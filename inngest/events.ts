import { eventType } from "inngest";
import { z } from "zod";
import { DOMAIN_EVENTS } from "@/lib/events/schema";

/** What the relay adds to every event: the request or run that caused it. */
const traced = { correlationId: z.string() };

export const alertTriggered = eventType("alert/triggered", { schema: DOMAIN_EVENTS["alert/triggered"].extend(traced) });
export const alertAcknowledged = eventType("alert/acknowledged", {
  schema: DOMAIN_EVENTS["alert/acknowledged"].extend(traced),
});
export const alertEscalated = eventType("alert/escalated", { schema: DOMAIN_EVENTS["alert/escalated"].extend(traced) });
export const alertWorsened = eventType("alert/worsened", { schema: DOMAIN_EVENTS["alert/worsened"].extend(traced) });
export const alertUnmuted = eventType("alert/unmuted", { schema: DOMAIN_EVENTS["alert/unmuted"].extend(traced) });
export const alertRetriggered = eventType("alert/retriggered", {
  schema: DOMAIN_EVENTS["alert/retriggered"].extend(traced),
});
export const notificationPlanned = eventType("notification/planned", {
  schema: DOMAIN_EVENTS["notification/planned"].extend(traced),
});
export const occasionRecorded = eventType("occasion/recorded", {
  schema: DOMAIN_EVENTS["occasion/recorded"].extend(traced),
});
export const measureRequested = eventType("measure/requested", {
  schema: DOMAIN_EVENTS["measure/requested"].extend(traced),
});
export const backTestRequested = eventType("rule/back-test-requested", {
  schema: DOMAIN_EVENTS["rule/back-test-requested"].extend(traced),
});
export const consoleStarted = eventType("console/started", { schema: DOMAIN_EVENTS["console/started"].extend(traced) });

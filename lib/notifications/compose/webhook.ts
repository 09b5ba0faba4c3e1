import { alertToWire } from "@/lib/alerts/wire";
import type { Occasion } from "@/lib/notifications/schema";
import { type MessageSource, titleOf, whyNow } from "./facts";

/** What the generic webhook gets: each alert as the API writes it, and why it is told now. */
export interface WebhookContent {
  /** `test` holds no alert. */
  type: "alerts" | "test";
  alerts: (ReturnType<typeof alertToWire> & { title: string; occasion: Occasion; why: string; link: string })[];
}

/** One body about one or several alerts. */
export function composeWebhook(sources: readonly MessageSource[]): WebhookContent {
  return {
    type: "alerts",
    alerts: sources.map(({ alert, occasion, link }) => ({
      ...alertToWire(alert),
      title: titleOf(alert),
      occasion,
      why: whyNow(occasion, alert),
      link,
    })),
  };
}

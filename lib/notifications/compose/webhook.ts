import { alertToWire } from "@/lib/alerts/wire";
import type { NoticeContent } from "@/lib/notifications/notice";
import type { Occasion } from "@/lib/notifications/schema";
import { type MessageSource, titleOf, whyNow } from "./facts";

/** What the generic webhook gets: each alert as the API writes it, and why it is told now. */
export interface WebhookContent {
  /** `test` and `notice` hold no alert. */
  type: "alerts" | "test" | "notice";
  alerts: (ReturnType<typeof alertToWire> & { title: string; occasion: Occasion; why: string; link: string })[];
  /** What a notice says; absent otherwise. */
  notice?: Pick<NoticeContent, "title" | "lines" | "link" | "severity">;
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

import type { IconName } from "@/components/ui/icon";
import type { PersonalChannel } from "@/lib/preferences/schema";

/** How channels are called and drawn on the page. */
export const CHANNEL_WORDS: Record<PersonalChannel, { name: string; inSentence: string; icon: IconName }> = {
  email: { name: "E-mail", inSentence: "e-mail", icon: "mail" },
  slack: { name: "Slack", inSentence: "Slack", icon: "chat" },
  push: { name: "Browser push", inSentence: "browser push", icon: "push" },
  sms: { name: "SMS", inSentence: "SMS", icon: "phone" },
};

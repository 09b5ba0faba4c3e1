import { Badge } from "@/components/ui/badge";
import type { Status } from "@/components/ui/status";
import type { DrillWire } from "@/lib/on-call/drill-wire";
import type { PersonalChannel } from "@/lib/preferences/schema";

const SHOWN: Record<DrillWire["outcome"], { status: Status; word: string }> = {
  reached: { status: "ok", word: "Reached" },
  failed: { status: "crit", word: "Not reached" },
  waiting: { status: "unk", word: "Waiting" },
};

export const CHANNEL_WORDS: Record<PersonalChannel, string> = {
  email: "E-mail",
  slack: "Slack",
  push: "Push",
  sms: "Text message",
};

export function DrillBadge({ outcome }: Pick<DrillWire, "outcome">) {
  return <Badge {...SHOWN[outcome]} />;
}

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { toRoute } from "@/components/ui/route";
import { MINUTE_MS } from "@/lib/kernel/time";
import { PERSONAL_CHANNELS } from "@/lib/preferences/schema";
import type { PreferencesWire } from "@/lib/preferences/wire";
import { describeDuration } from "@/lib/rules/describe";
import { CHANNEL_WORDS } from "./channel-words";

/** The step of a policy that comes soonest after one that tells the person who looks. */
export interface ShownStep {
  policyId: number | null;
  policyName: string;
  number: number;
  afterMs: number;
  gapMs: number;
  tells: string;
}

interface LateBannerProps {
  step: ShownStep | null;
  draft: PreferencesWire;
  saveWith: (changes: Partial<PreferencesWire>) => void;
}

/** Says which channel waits so long that a policy tells somebody else before, and sets it right. */
export function LateBanner({ step, draft, saveWith }: LateBannerProps) {
  if (step === null) return null;
  const late = PERSONAL_CHANNELS.filter((channel) => (draft.delays_minutes[channel] ?? 0) * MINUTE_MS >= step.gapMs);
  const minutes = Math.ceil(step.gapMs / MINUTE_MS) - 1;
  const when = minutes === 0 ? "at once" : `${minutes} min`;
  return late.map((channel) => (
    <Callout
      key={channel}
      status="warn"
      aside={
        <Button
          size="small"
          onClick={() => saveWith({ delays_minutes: { ...draft.delays_minutes, [channel]: minutes } })}
        >
          Set to {when}
        </Button>
      }
    >
      Your {CHANNEL_WORDS[channel].inSentence} delay of {draft.delays_minutes[channel]} min is not shorter than the way
      to step {step.number} of <Link href={toRoute("/escalation")}>{step.policyName}</Link>, which tells {step.tells} at{" "}
      {describeDuration(step.afterMs)}. They would be told before you.
    </Callout>
  ));
}

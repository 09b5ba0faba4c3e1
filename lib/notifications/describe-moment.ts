import type { Severity } from "@/lib/kernel/severity";
import { MINUTE_MS } from "@/lib/kernel/time";
import { describeClock } from "@/lib/preferences/quiet-hours";
import { isPersonal, type PersonalChannel } from "@/lib/preferences/schema";
import { listOf } from "@/lib/rules/describe";
import { decide, decidingGate } from "./decide";
import { type House, NEWLY_RAISED, type Planned } from "./house";

interface Moment {
  accountId: number;
  severity: Severity;
  brand: string | null;
  house: House;
  /** The person's own, IANA. */
  zone: string;
}

/** What reaches a person of an alert raised at an instant: one sentence, and why each other channel stays silent. */
export interface MomentWords {
  sentence: string;
  notBy: readonly { channel: PersonalChannel; reason: string }[];
}

const WORDS: Record<PersonalChannel, string> = { email: "e-mail", slack: "Slack", push: "push", sms: "SMS" };

/**
 * "A critical payment alert reaches you by push and e-mail at once, and by SMS after 5 min." `decide` says what is sent,
 * held and skipped; nothing here decides. Caps are left out, since nobody knows what comes before.
 */
export function describeMoment({ accountId, severity, brand, house, zone }: Moment, now: Date): MomentWords {
  const telling = { ...NEWLY_RAISED, severity, brand, ruleChannels: null, class: "ordinary" as const };
  const own = decide(telling, { ...house, recent: new Map() }, now).filter(
    ({ recipient }) => recipient.key === `account:${accountId}`,
  );
  const notBy = own.flatMap(({ channel, decision }) =>
    decision.kind === "skip" && isPersonal(channel) ? [{ channel, reason: decision.reason }] : [],
  );
  return { sentence: sentenceOf(severity, waysOf(own, zone, now)), notBy };
}

interface Way {
  when: string;
  isQuiet: boolean;
  channels: string[];
}

/** Channels by when they tell, in the order they were decided. */
function waysOf(own: readonly Planned[], zone: string, now: Date): Way[] {
  const ways = new Map<string, Way>();
  for (const planned of own) {
    const { channel } = planned;
    if (planned.decision.kind === "skip" || !isPersonal(channel)) continue;
    const way = whenOf(planned, zone, now);
    const known = ways.get(way.when);
    if (known === undefined) ways.set(way.when, { ...way, channels: [WORDS[channel]] });
    else known.channels.push(WORDS[channel]);
  }
  return [...ways.values()];
}

function whenOf(planned: Planned, zone: string, now: Date): Omit<Way, "channels"> {
  const { decision } = planned;
  if (decision.kind !== "hold") return { when: "at once", isQuiet: false };
  if (decidingGate(planned) === "quiet hours")
    return { when: `at ${describeClock(decision.until, zone)}`, isQuiet: true };
  const minutes = Math.round((decision.until.getTime() - now.getTime()) / MINUTE_MS);
  return { when: `after ${minutes} min`, isQuiet: false };
}

function sentenceOf(severity: Severity, ways: readonly Way[]): string {
  const alert = `${severity === "info" || severity === "emergency" ? "An" : "A"} ${severity} payment alert`;
  const [first, ...others] = ways;
  if (first === undefined) return `${alert} reaches you in the console only.`;
  if (first.isQuiet && others.length === 0)
    return `${alert} waits until ${first.when.slice("at ".length)}, and comes by ${listOf(first.channels)}.`;
  const parts = ways.map(({ channels, when }) => `by ${listOf(channels)} ${when}`);
  const last = parts.pop() ?? "";
  return `${alert} reaches you ${parts.length === 0 ? last : `${parts.join(", ")}, and ${last}`}.`;
}

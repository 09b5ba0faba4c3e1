import { CHANNEL_NAMES } from "@/components/channels/channel-words";
import type { SimulationWire } from "@/lib/replay/simulation-wire";
import { describeDuration, listOf } from "@/lib/rules/describe";
import type { Channel } from "@/lib/rules/schema";

type MomentWire = SimulationWire["moments"][number];

/** One line of what happens. */
export interface Happening {
  key: string;
  seconds: number;
  kind: "sent" | "held" | "skipped" | "act" | "over";
  words: string;
}

/** `+8`, `+1 h 30 min`: how long after the alert was raised. */
export function describeOffset(seconds: number): string {
  return seconds % 60 === 0 && seconds < 6_000 ? `+${seconds / 60}` : `+${describeDuration(seconds * 1_000)}`;
}

/** What happens, a line for each thing that people would notice. */
export function happeningsOf({ moments }: SimulationWire): Happening[] {
  return moments.flatMap((moment, place) => {
    const line = (kind: Happening["kind"], words: string, part: number): Happening => {
      return { key: `${place} ${part}`, seconds: moment.after_seconds, kind, words };
    };
    return linesOf(moment).map(({ kind, words }, part) => line(kind, words, part));
  });
}

type Line = Pick<Happening, "kind" | "words">;

function linesOf(moment: MomentWire): Line[] {
  const passed = moment.passed_over.map(({ number }): Line => {
    return { kind: "skipped", words: `Step ${number} is passed over, outside of its business hours` };
  });
  switch (moment.kind) {
    case "raised":
    case "stepped":
      return [...passed, ...toldLines(moment, true)];
    case "released":
      return releasedLines(moment);
    case "over":
      return [...passed, { kind: "over", words: moment.words }];
    default:
      return [{ kind: "act", words: capitalised(moment.words) }, ...toldLines(moment, false)];
  }
}

function toldLines({ decided }: MomentWire, mustSay: boolean): Line[] {
  const beside = decided.filter(({ channel }) => channel !== "log");
  const sent = beside.filter(({ decision }) => decision === "send");
  const held = beside.filter(({ decision }) => decision === "hold");
  const lines: Line[] = [];
  if (sent.length > 0) lines.push({ kind: "sent", words: `${waysOf(sent)} told` });
  if (held.length > 0) lines.push({ kind: "held", words: `${waysOf(held)} held: ${reasonsOf(held)}` });
  if (lines.length === 0 && mustSay) lines.push({ kind: "skipped", words: "Nobody is told" });
  return lines;
}

function releasedLines({ released }: MomentWire): Line[] {
  const sent = released.filter(({ outcome }) => outcome === "sent");
  const skipped = released.filter(({ outcome }) => outcome === "skipped");
  const lines: Line[] = [];
  if (sent.length > 0) lines.push({ kind: "sent", words: `${waysOf(sent)} told, once the wait is over` });
  if (skipped.length > 0) lines.push({ kind: "skipped", words: `${waysOf(skipped)} not told: ${reasonsOf(skipped)}` });
  return lines;
}

interface Way {
  channel: Channel;
  recipient: string;
  name: string;
}

/** `Mara Lindqvist by SMS and e-mail, and Slack`. */
function waysOf(ways: readonly Way[]): string {
  const people = new Map<string, Channel[]>();
  for (const { channel, recipient, name } of ways) {
    const key = recipient === "channel" ? CHANNEL_NAMES[channel] : name;
    const known = people.get(key) ?? [];
    people.set(key, recipient === "channel" || known.includes(channel) ? known : [...known, channel]);
  }
  const words = [...people].map(([name, channels]) =>
    channels.length === 0 ? name : `${name} by ${listOf(channels.map(wordOf))}`,
  );
  return listOf(words);
}

/** Within a sentence. */
function wordOf(channel: Channel): string {
  return channel === "email" ? "e-mail" : channel === "push" ? "push" : CHANNEL_NAMES[channel];
}

function reasonsOf(ways: readonly { reason: string }[]): string {
  return [...new Set(ways.map(({ reason }) => reason))].join("; ");
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

import type { Role } from "@/lib/access/schema";
import { isAtLeast, type Severity } from "@/lib/kernel/severity";
import { prefers } from "@/lib/preferences/choose-channels";
import { describeQuietHours, quietUntil } from "@/lib/preferences/quiet-hours";
import type { Preferences } from "@/lib/preferences/schema";
import { CHANNELS, type Channel, type RuleClass } from "@/lib/rules/schema";
import { isRouted } from "./routing";
import type { Occasion, Recipient } from "./schema";

/** An account that may be told: its preferences are null until it saved some. */
export interface Person {
  id: number;
  name: string;
  email: string;
  role: Role;
  brands: readonly string[] | null;
  isDemo: boolean;
  preferences: Preferences | null;
}

/** What is told. */
export interface Telling {
  severity: Severity;
  occasion: Occasion;
  brand: string | null;
  ruleChannels: readonly Channel[] | null;
  /** Channels that told or are telling an earlier occasion of the alert. */
  toldBy: readonly Channel[];
  class: RuleClass;
  /** What hides the alert, as a sentence; null when nothing does. */
  mute: { reason: string } | null;
  /** Told with others then: its group waits, or its rule is over its alerts an hour. */
  wait: { until: Date; reason: string } | null;
}

/** Who could be told and what stands ready. */
export interface House {
  people: readonly Person[];
  /** EMAIL_TO. */
  addresses: readonly string[];
  /** Why a channel cannot be used, in words; a channel that is not here is ready. */
  unready: Partial<Record<Channel, string>>;
}

export type Decision =
  | { kind: "send"; reason: string }
  | { kind: "hold"; until: Date; reason: string }
  | { kind: "skip"; reason: string };

/** One recipient and channel with what was decided, and every gate on the way: the answer to "why was I (not) told". */
export interface Planned {
  recipient: Recipient;
  channel: Channel;
  decision: Decision;
  gates: readonly { gate: string; result: "pass" | "hold" | "skip"; reason: string }[];
}

type GateAnswer =
  | { kind: "pass"; reason: string }
  | { kind: "skip"; reason: string }
  | { kind: "hold"; until: Date; reason: string };

interface Question {
  telling: Telling;
  house: House;
  channel: Channel;
  recipient: Recipient;
  person: Person | null;
  now: Date;
}

const pass = (reason: string): GateAnswer => ({ kind: "pass", reason });
const skip = (reason: string): GateAnswer => ({ kind: "skip", reason });

/** In order; the first that does not pass decides. Each has a name, and answers with a reason in words. */
const GATES: readonly { name: string; ask: (question: Question) => GateAnswer }[] = [
  { name: "reachable", ask: isReachable },
  { name: "role and brand", ask: hasRoleAndBrand },
  { name: "occasion", ask: wantsOccasion },
  { name: "channel", ask: hearsSeverity },
  { name: "configured", ask: isConfigured },
  { name: "preference", ask: isPreferred },
  { name: "quiet hours", ask: isAwake },
  { name: "muted", ask: isUnmuted },
  { name: "group wait", ask: isDue },
];

/** A decision for every recipient and channel there is; nothing is left out silently. */
export function decide(telling: Telling, house: House, now: Date): Planned[] {
  return CHANNELS.flatMap((channel) =>
    candidatesOf(channel, house).map(({ recipient, person }) =>
      decideOne({ telling, house, channel, recipient, person, now }),
    ),
  );
}

function decideOne(question: Question): Planned {
  const { recipient, channel } = question;
  const gates: { gate: string; result: "pass" | "hold" | "skip"; reason: string }[] = [];
  for (const { name, ask } of GATES) {
    const answer = ask(question);
    gates.push({ gate: name, result: answer.kind, reason: answer.reason });
    if (answer.kind === "skip") return { recipient, channel, gates, decision: answer };
    if (answer.kind === "hold") return { recipient, channel, gates, decision: answer };
  }
  const routed = gates.find(({ gate }) => gate === "channel")?.reason ?? "";
  return { recipient, channel, gates, decision: { kind: "send", reason: routed } };
}

/** E-mail goes to people and addresses; every other channel is its own recipient. */
function candidatesOf(channel: Channel, house: House): { recipient: Recipient; person: Person | null }[] {
  if (channel !== "email") return [{ recipient: { key: "channel", name: channel, address: null }, person: null }];
  const people = house.people.map((person) => {
    const address = person.preferences?.email ?? person.email;
    return { recipient: { key: `account:${person.id}`, name: person.name, address }, person };
  });
  const addresses = distinct(house.addresses).map((address) => ({
    recipient: { key: `address:${address}`, name: address, address },
    person: null,
  }));
  const all = [...people, ...addresses];
  return all.length > 0 ? all : [{ recipient: { key: "channel", name: "e-mail", address: null }, person: null }];
}

/** A mailbox named twice, in whatever case, is one. */
function distinct(addresses: readonly string[]): string[] {
  return [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
}

function isReachable({ recipient, person, channel }: Question): GateAnswer {
  if (channel !== "email") return pass("the channel itself is told");
  if (recipient.address === null) return skip("nobody has an address: set EMAIL_TO, or give an admin one");
  if (person?.isDemo || recipient.address.endsWith("@demo.invalid")) return skip("demo accounts are never mailed");
  return pass(`has the address ${recipient.address}`);
}

function hasRoleAndBrand({ person, telling }: Question): GateAnswer {
  if (person === null) return pass("not bound to a role or brand");
  if (person.role !== "admin") return skip(`alerts are mailed to admins, and this is ${person.role}`);
  if (telling.brand === null || person.brands === null) return pass("admin of every brand it concerns");
  return person.brands.includes(telling.brand)
    ? pass(`admin of ${telling.brand}`)
    : skip(`does not see ${telling.brand}`);
}

function wantsOccasion({ telling, channel }: Question): GateAnswer {
  if (telling.occasion !== "resolved") return pass("every channel may hear of it");
  if (channel === "email") return skip("a resolution is mailed only to who asks for it, and nobody does yet");
  if (channel === "log") return pass("the log hears of everything");
  if (!telling.toldBy.includes(channel))
    return skip("a resolution is told only where the alert was, and it was not told here");
  return pass("the alert was told here");
}

function hearsSeverity({ telling, channel }: Question): GateAnswer {
  const { isTold, reason } = isRouted({ ...telling, channel });
  return isTold ? pass(reason) : skip(reason);
}

function isConfigured({ house, channel }: Question): GateAnswer {
  const why = house.unready[channel];
  return why === undefined ? pass(`${channel} is configured`) : skip(why);
}

/** Until an admin has preferences, e-mail goes to EMAIL_TO, else to admins; then EMAIL_TO hears what nobody covers. */
function isPreferred(question: Question): GateAnswer {
  const { person, channel, house, telling } = question;
  if (channel !== "email") return pass("preferences are about people");
  if (person === null) {
    const covering = house.people.find((admin) => covers(admin, question));
    return covering === undefined
      ? pass("EMAIL_TO hears what no admin's preferences cover")
      : skip(`${covering.name}'s preferences cover it`);
  }
  if (person.preferences !== null) {
    const { isWanted, reason } = prefers(person.preferences, { channel, severity: telling.severity });
    return isWanted ? pass(reason) : skip(reason);
  }
  return house.addresses.length === 0
    ? pass("no preferences yet and no EMAIL_TO: every admin is mailed")
    : skip("no preferences yet: EMAIL_TO hears instead");
}

/** Whether the message would go, now or when its wait is over, while the person is not to be disturbed. */
function isAwake({ telling, person, channel, now }: Question): GateAnswer {
  if (channel !== "email" || person === null) return pass("quiet hours are about people");
  const hours = person.preferences?.quietHours ?? null;
  if (hours === null) return pass("keeps no quiet hours");
  const wait = telling.class === "player_safety" ? null : telling.wait;
  const until = quietUntil(hours, wait?.until ?? now);
  if (until === null) return pass(`outside quiet hours ${describeQuietHours(hours)}`);
  if (telling.class === "player_safety") return pass("player safety breaks through quiet hours");
  if (isAtLeast(telling.severity, "critical")) return pass(`${telling.severity} breaks through quiet hours`);
  return { kind: "hold", until, reason: `quiet hours ${describeQuietHours(hours)}; critical would break through` };
}

/** A silence, an inhibition or a snooze; player safety passes them all. The log hears of everything. */
function isUnmuted({ telling, channel }: Question): GateAnswer {
  if (telling.mute === null) return pass("nothing hides it");
  if (telling.class === "player_safety") return pass("player safety cannot be hidden");
  return channel === "log" ? pass("the log hears of everything") : skip(telling.mute.reason);
}

function isDue({ telling, channel }: Question): GateAnswer {
  if (telling.wait === null) return pass("told at once");
  if (telling.class === "player_safety") return pass("player safety does not wait");
  return channel === "log" ? pass("the log hears at once") : { kind: "hold", ...telling.wait };
}

/** Whether an admin with preferences hears of this by e-mail, so that EMAIL_TO need not. */
function covers(person: Person, question: Question): boolean {
  if (person.preferences === null) return false;
  const address = person.preferences.email ?? person.email;
  const own = { ...question, person, recipient: { key: `account:${person.id}`, name: person.name, address } };
  return (
    isReachable(own).kind === "pass" &&
    hasRoleAndBrand(own).kind === "pass" &&
    prefers(person.preferences, { channel: "email", severity: question.telling.severity }).isWanted
  );
}

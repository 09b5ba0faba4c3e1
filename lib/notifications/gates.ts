import { mailboxKey } from "@/lib/kernel/mailbox";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { lowersFloor, prefers } from "@/lib/preferences/choose-channels";
import { breaksThrough, describeQuietHours, quietUntil } from "@/lib/preferences/quiet-hours";
import { isPersonal } from "@/lib/preferences/schema";
import type { Channel } from "@/lib/rules/schema";
import { addressBy, type Candidate } from "./candidates";
import { type House, type Person, type Telling, tellingKey } from "./house";
import { isRouted } from "./routing";
import { kindOf } from "./schema";
import { fullUntil, passesCaps } from "./throttle";

/** A gate lets a message pass, keeps it from going for good, or until an instant. */
export type GateAnswer =
  | { kind: "pass"; reason: string }
  | { kind: "skip"; reason: string }
  | { kind: "hold"; until: Date; reason: string };

export interface Question extends Candidate {
  telling: Telling;
  house: House;
  now: Date;
}

export interface Gate {
  name: string;
  ask: (question: Question) => GateAnswer;
}

const pass = (reason: string): GateAnswer => ({ kind: "pass", reason });
const skip = (reason: string): GateAnswer => ({ kind: "skip", reason });
const hold = (wait: { until: Date; reason: string }): GateAnswer => ({ kind: "hold", ...wait });

/** In order. The first that says skip decides; of those that say hold the latest instant counts. */
export const GATES: readonly Gate[] = [
  { name: "reachable", ask: isReachable },
  { name: "role and brand", ask: hasRoleAndBrand },
  { name: "occasion", ask: wantsOccasion },
  { name: "channel", ask: hearsSeverity },
  { name: "configured", ask: isConfigured },
  { name: "preference", ask: isPreferred },
  { name: "delay", ask: isPatient },
  { name: "quiet hours", ask: isAwake },
  { name: "muted", ask: isUnmuted },
  { name: "dedup", ask: isFirst },
  { name: "cap", ask: hasRoom },
  { name: "group wait", ask: isDue },
];

function isReachable({ recipient, person, channel, house }: Question): GateAnswer {
  if (person !== null) return reaches(channel, person);
  if (channel === "sms") return skip(house.unready.sms ?? "nobody has given a telephone number");
  if (channel === "push") return skip(house.unready.push ?? "nobody has switched push on in a browser");
  if (channel !== "email") return pass("the channel itself is told");
  if (recipient.address === null) return skip("nobody has an address: set EMAIL_TO, or give an admin one");
  if (recipient.address.endsWith("@demo.invalid")) return skip("demo accounts are never mailed");
  return pass(`has the address ${recipient.address}`);
}

function reaches(channel: Channel, person: Person): GateAnswer {
  const { contacts, isDemo } = person;
  const address = addressBy(channel, person);
  switch (channel) {
    case "sms":
      if (contacts.phone === null) return skip("has given no telephone number");
      if (address === null) return skip("has not entered the code for the telephone number yet");
      return isDemo ? skip("demo accounts are never texted") : pass("has a verified telephone number");
    case "push":
      return contacts.browsers === 0 ? skip("has switched push on in no browser") : pass(browsersOf(contacts.browsers));
    case "slack":
      return pass(`is reached at ${address ?? "Slack"}`);
    default:
      if (isDemo || address?.endsWith("@demo.invalid")) return skip("demo accounts are never mailed");
      return pass(`has the address ${address ?? "of the account"}`);
  }
}

function browsersOf(count: number): string {
  return count === 1 ? "has a browser to push to" : `has ${count} browsers to push to`;
}

/** Admins of the brand, executives too at emergency (N2), and whom the policy's step names. */
function hasRoleAndBrand(question: Question): GateAnswer {
  const { person, telling } = question;
  if (person === null) return pass("not bound to a role or brand");
  const { brand, targets, severity } = telling;
  if (brand !== null && person.brands !== null && !person.brands.includes(brand)) return skip(`does not see ${brand}`);
  if (followsUp(question)) return pass("was told of the alert");
  if (targets !== null) {
    if (targets.accounts.includes(person.id)) return pass(targets.reasons[person.id] ?? "the policy names this person");
    return skip(targets.unnamed ?? "the policy's step names others");
  }
  const because = telling.everyoneBecause ? `; ${telling.everyoneBecause}` : "";
  if (person.role === "executive" && severity === "emergency")
    return pass(`executives are told of emergencies${because}`);
  if (person.role !== "admin") return skip(`alerts are told to admins, and this is ${person.role}`);
  const ofBrand = brand === null || person.brands === null ? "admin of every brand it concerns" : `admin of ${brand}`;
  return pass(`${ofBrand}${because}`);
}

function wantsOccasion({ telling, channel, recipient, person, house }: Question): GateAnswer {
  const kind = kindOf(telling.occasion);
  if (kind !== "resolved" && kind !== "acknowledged") return pass("every channel may hear of it");
  if (channel === "log") return pass("the log hears of everything");
  if (!telling.toldBy.has(tellingKey(channel, recipient.key)))
    return skip(`what is ${kind} is told only where the alert was, and it was not told here`);
  if (channel === "sms") return skip(`a text message cannot be taken back: ${kind} is not told by it`);
  if (kind === "acknowledged" && channel === "slack" && !house.canSlackAnywhere)
    return skip("only a bot can change what it told: set SLACK_BOT_TOKEN");
  if (channel !== "email") return pass("the alert was told here");
  if (kind === "acknowledged") return skip("an acknowledgement is not mailed");
  if (person?.preferences?.wantsResolutions) return pass("asks for resolutions by e-mail");
  return skip("a resolution is mailed only to who asks for it");
}

function hearsSeverity(question: Question): GateAnswer {
  const { telling, channel, person, house } = question;
  if (telling.targets?.channels.includes(channel)) return pass(`the policy's step names ${channel}`);
  const { isTold, reason } = isRouted({ ...telling, channel, routing: house.routing });
  if (isTold) return pass(reason);
  const { severity, ruleChannels } = telling;
  if (person !== null && ruleChannels === null && lowersFloor(person.preferences, { channel, severity }))
    return pass(`asks for ${severity} alerts by ${channel}`);
  return followsUp(question) ? pass("the alert was told here") : skip(reason);
}

function isConfigured({ house, channel, person }: Question): GateAnswer {
  const why = house.unready[channel];
  if (why !== undefined) return skip(why);
  if (channel === "slack" && person !== null && !house.canSlackAnywhere)
    return skip("only a bot can write to people: set SLACK_BOT_TOKEN");
  return pass(`${channel} is configured`);
}

/** Until an admin has preferences, e-mail goes to EMAIL_TO, else to admins; then EMAIL_TO hears what nobody covers. */
function isPreferred(question: Question): GateAnswer {
  const { person, channel, house, telling } = question;
  if (person === null) {
    if (channel !== "email") return pass("preferences are about people");
    const covering = house.people.find((admin) => covers(admin, question));
    return covering === undefined
      ? pass("EMAIL_TO hears what no admin's preferences cover")
      : skip(`${covering.name}'s preferences cover it`);
  }
  if (person.preferences !== null) {
    const { isWanted, reason } = prefers(person.preferences, { channel, severity: telling.severity });
    return isWanted ? pass(reason) : skip(reason);
  }
  if (channel === "push") return pass("switched push on in a browser");
  if (channel !== "email") return skip(`no preferences yet: ${channel} is off until it is switched on`);
  if (telling.targets !== null) return pass("no preferences yet: who is named is mailed");
  return house.addresses.length === 0
    ? pass("no preferences yet and no EMAIL_TO: every admin is mailed")
    : skip("no preferences yet: EMAIL_TO hears instead");
}

/** When a message would go if only its own waits counted: its group's or cap's, and the person's delay. */
function dueBefore({ telling, person, channel, now }: Question): Date {
  const { wait } = telling.class === "player_safety" ? { wait: null } : telling;
  const delay = addMs(now, delayMs(person, channel));
  return wait !== null && wait.until > delay ? wait.until : delay;
}

function delayMs(person: Person | null, channel: Channel): number {
  if (person === null || !isPersonal(channel)) return 0;
  return (person.preferences?.delays[channel] ?? 0) * MINUTE_MS;
}

/** A channel that waits in case somebody acknowledges before; what changes an alert that was told does not wait. */
function isPatient({ telling, person, channel, now }: Question): GateAnswer {
  const ms = delayMs(person, channel);
  const kind = kindOf(telling.occasion);
  if (ms === 0 || kind === "resolved" || kind === "acknowledged") return pass("no delay is set");
  if (telling.class === "player_safety") return pass("player safety does not wait");
  const reason = `${channel} waits ${ms / MINUTE_MS} min, in case somebody acknowledges before`;
  return hold({ until: addMs(now, ms), reason });
}

/** An end or acknowledgement of what this recipient was told by this channel, whatever the routing says by now. */
function followsUp({ telling, channel, recipient }: Question): boolean {
  const isEnd = ["resolved", "acknowledged"].includes(kindOf(telling.occasion));
  return isEnd && channel !== "log" && telling.toldBy.has(tellingKey(channel, recipient.key));
}

/** What only changes messages that were told before, or ends them at a machine: whoever has them is better off at once. */
function isCalming({ telling, channel, house }: Question): boolean {
  const kind = kindOf(telling.occasion);
  if (kind !== "resolved") return kind === "acknowledged";
  return channel === "pagerduty" || channel === "webhook" || (channel === "slack" && house.canSlackAnywhere);
}

/** Whether the message would go, now or when its wait is over, while the person is not to be disturbed. */
function isAwake(question: Question): GateAnswer {
  const { telling, person } = question;
  const hours = person?.preferences?.quietHours ?? null;
  if (isCalming(question)) return pass("changes what was told, and disturbs nobody");
  if (person === null) return pass("quiet hours are about people");
  if (hours === null) return pass("keeps no quiet hours");
  const until = quietUntil(hours, dueBefore(question));
  if (until === null) return pass(`outside quiet hours ${describeQuietHours(hours)}`);
  if (telling.class === "player_safety") return pass("player safety breaks through quiet hours");
  const breaks = person.preferences?.criticalBreaksQuiet ?? true;
  if (breaksThrough(telling.severity, breaks)) return pass(`${telling.severity} breaks through quiet hours`);
  const would = breaks ? "; critical would break through" : "; nothing but player safety breaks through";
  return hold({ until, reason: `quiet hours ${describeQuietHours(hours)}${would}` });
}

/** A silence, an inhibition or a snooze; player safety passes them all. The log hears of everything. */
function isUnmuted(question: Question): GateAnswer {
  const { telling, channel } = question;
  if (telling.mute === null) return pass("nothing hides it");
  if (isCalming(question)) return pass("ends noise, and makes none");
  if (telling.class === "player_safety") return pass("player safety cannot be hidden");
  return channel === "log" ? pass("the log hears of everything") : skip(telling.mute.reason);
}

/** A mailbox that EMAIL_TO names and a person has too gets one message. */
function isFirst(question: Question): GateAnswer {
  const { person, channel, recipient, house, telling } = question;
  if (channel !== "email" || person !== null || recipient.address === null) return pass("told once");
  const mailbox = mailboxKey(recipient.address);
  const twin = house.people.find(
    (one) => mailboxKey(addressBy("email", one) ?? "") === mailbox && isMailed(one, { ...question, telling }),
  );
  return twin === undefined ? pass("told once") : skip(`the same mailbox is told as ${twin.name}`);
}

function hasRoom({ telling, channel, recipient, house, now }: Question): GateAnswer {
  const caps = house.caps[channel] ?? [];
  if (caps.length === 0) return pass("no cap");
  const passing = passesCaps(telling);
  if (passing !== null) return pass(passing);
  const full = fullUntil(caps, house.recent.get(tellingKey(channel, recipient.key)) ?? [], now);
  return full === null ? pass("within the cap") : hold(full);
}

function isDue({ telling, channel }: Question): GateAnswer {
  if (telling.wait === null) return pass("told at once");
  if (telling.class === "player_safety") return pass("player safety does not wait");
  return channel === "log" ? pass("the log hears at once") : hold(telling.wait);
}

/** Whether an admin hears of this by e-mail by a wish of his own or of the policy, so that EMAIL_TO need not. */
function covers(person: Person, question: Question): boolean {
  if (person.preferences === null && question.telling.targets === null) return false;
  return isMailed(person, question);
}

function isMailed(person: Person, { telling, house, now }: Question): boolean {
  const recipient = { key: `account:${person.id}`, name: person.name, address: addressBy("email", person) };
  const own: Question = { telling, house, now, channel: "email", recipient, person };
  return [isReachable, hasRoleAndBrand, isPreferred].every((ask) => ask(own).kind === "pass");
}

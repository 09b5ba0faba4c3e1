import type { Role } from "@/lib/access/schema";
import type { Severity } from "@/lib/kernel/severity";
import type { Preferences } from "@/lib/preferences/schema";
import type { Channel, RuleClass } from "@/lib/rules/schema";
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
  /** Where each channel reaches this person beside the account's own mailbox. */
  contacts: Contacts;
}

export interface Contacts {
  /** E-mail addresses whose code was entered; the account's own needs none. */
  verifiedEmails: readonly string[];
  /** As saved, and whether its code was entered; null where none is kept. */
  phone: { number: string; isVerified: boolean } | null;
  /** Browsers that may be pushed to. */
  browsers: number;
  /** A channel or person of Slack, such as `@mara`; null where the house's channel is enough. */
  slackChannel: string | null;
}

export const NO_CONTACTS: Contacts = { verifiedEmails: [], phone: null, browsers: 0, slackChannel: null };

/** What is told. */
export interface Telling {
  severity: Severity;
  occasion: Occasion;
  brand: string | null;
  ruleChannels: readonly Channel[] | null;
  /** Who told or is telling an earlier occasion of the alert, as `${channel} ${recipient key}`. */
  toldBy: ReadonlySet<string>;
  class: RuleClass;
  /** What hides the alert, as a sentence; null when nothing does. */
  mute: { reason: string } | null;
  /** Told with others then: its group waits, or its rule is over its alerts an hour. */
  wait: { until: Date; reason: string } | null;
  /** Whom the policy's step names; null: all that the routing tells. */
  targets: Targets | null;
  /** Why everyone is told though a step names others: `everyone is told, since step 2 of Payments reaches nobody: …`. */
  everyoneBecause?: string | null;
  /** The first critical of its subsystem passes every cap. */
  isFirstOfSubsystem: boolean;
}

/** An alert nobody was told of yet, that waits for nothing: what the questions about it begin with. */
export const NEWLY_RAISED = {
  occasion: "triggered",
  toldBy: new Set<string>(),
  mute: null,
  wait: null,
  targets: null,
  isFirstOfSubsystem: false,
} as const satisfies Partial<Telling>;

/** Accounts and channels that an escalation step names, and why each account is among them. */
export interface Targets {
  accounts: readonly number[];
  channels: readonly Channel[];
  /** By account id: `on call for Payments`. */
  reasons: Readonly<Record<number, string>>;
  /** Why others are not told: `step 2 of Payments tells others`. */
  unnamed?: string;
}

/** At most `count` messages to one recipient by one channel within any `perMs`. */
export interface Cap {
  count: number;
  perMs: number;
}

export type Caps = Partial<Record<Channel, readonly Cap[]>>;

/** From which severity each channel hears. */
export type Routing = Readonly<Record<Channel, Severity>>;

/** Who could be told, what stands ready, and what an admin decided for all. */
export interface House {
  people: readonly Person[];
  /** EMAIL_TO. */
  addresses: readonly string[];
  /** Why a channel cannot be used, in words; a channel that is not here is ready. */
  unready: Partial<Record<Channel, string>>;
  routing: Routing;
  caps: Caps;
  /** When each recipient was last told by a channel, by `tellingKey`; as far back as the longest cap. */
  recent: ReadonlyMap<string, readonly Date[]>;
  /** Whether Slack can write to other channels than its own, which takes a bot. */
  canSlackAnywhere: boolean;
}

/** One recipient and channel, as `toldBy` and `recent` name them. */
export function tellingKey(channel: Channel, recipient: string): string {
  return `${channel} ${recipient}`;
}

export type Decision =
  | { kind: "send"; reason: string }
  | { kind: "hold"; until: Date; reason: string }
  | { kind: "skip"; reason: string };

/** One gate's word on the way. */
export interface GateResult {
  gate: string;
  result: "pass" | "hold" | "skip";
  reason: string;
}

/** One recipient and channel with what was decided, and every gate on the way: the answer to "why was I (not) told". */
export interface Planned {
  recipient: Recipient;
  channel: Channel;
  decision: Decision;
  gates: readonly GateResult[];
}

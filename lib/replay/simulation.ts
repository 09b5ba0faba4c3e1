import type { Grouping } from "@/lib/alerts/group";
import type { Alert } from "@/lib/alerts/schema";
import type { EscalationPolicy } from "@/lib/escalation/schema";
import type { Severity } from "@/lib/kernel/severity";
import type { GateResult, House } from "@/lib/notifications/house";
import type { Occasion } from "@/lib/notifications/schema";
import type { Override, Rotation } from "@/lib/on-call/schema";
import type { Channel } from "@/lib/rules/schema";
import type { Hiders } from "@/lib/silences/decide-mute";

/** Everything that decides who is told, as it is now: what a simulation takes to be so at its own instant too. */
export interface World {
  house: House;
  /** In the order they are asked. */
  policies: readonly EscalationPolicy[];
  lastResort: EscalationPolicy;
  rotations: readonly Rotation[];
  overrides: readonly Override[];
  grouping: Grouping;
  hiders: Hiders;
}

/** What somebody does about the alert, so long after it was raised. What an alert no longer allows is passed over. */
export type Act =
  /** `timeoutMs` left out: the policy's time-out holds; null is none. */
  | { kind: "acknowledge"; afterMs: number; by: string; timeoutMs?: number | null }
  | { kind: "resolve"; afterMs: number; by: string };

export interface Story {
  /** As it is raised: triggered at the simulation's instant, and nothing done to it yet. */
  alert: Alert;
  /** null: the severity's routing decides. */
  ruleChannels: readonly Channel[] | null;
  /** Of its rule; null where no rule raised it. */
  maxAlertsPerHour: number | null;
  /** null: the first of the world's policies that it meets. */
  policy: EscalationPolicy | null;
  /** Nobody was told of anything critical of its subsystem for an hour: the first critical then passes every cap. */
  isSubsystemQuiet: boolean;
  /** In the order they happen. */
  acts: readonly Act[];
  horizonMs: number;
}

/** One decision and what became of it: a row of `notifications`, but for the provider, which takes everything at once. */
export interface SimulatedRow {
  id: number;
  occasion: Occasion;
  severity: Severity;
  channel: Channel;
  /** `account:7`, `address:ops@x.test` or `channel`, and as people call it. */
  recipient: string;
  name: string;
  status: "queued" | "held" | "skipped" | "delivered";
  reason: string;
  /** The gate whose word the decision was, and every gate on the way. */
  gate: string;
  gates: readonly GateResult[];
  /** Told whatever the caps say. */
  passesCaps: boolean;
  createdAt: Date;
  /** When it is looked at again; null once it is over. */
  dueAt: Date | null;
  /** When it first waited until, where it was held. */
  heldUntil: Date | null;
  deliveredAt: Date | null;
  /** The row whose message names this one too. */
  bundle: number | null;
}

/** Held rows of one recipient and channel whose time came: sent as one message, or not any more. */
export interface Released {
  channel: Channel;
  recipient: string;
  name: string;
  outcome: "sent" | "skipped";
  reason: string;
  rows: readonly number[];
}

export const MOMENT_KINDS = [
  "raised",
  "stepped",
  "acknowledged",
  "retriggered",
  "resolved",
  "hidden",
  "unmuted",
  "released",
  "over",
] as const;
export type MomentKind = (typeof MOMENT_KINDS)[number];

/** A step of a policy and which time it comes, both from 1. */
export interface StepNumber {
  number: number;
  round: number;
}

/** Something that happens at an instant, and whom it tells. */
export interface Moment {
  kind: MomentKind;
  at: Date;
  afterMs: number;
  /** A sentence without its full stop. */
  words: string;
  severity: Severity;
  /** The policy's step that was taken; null where none was. */
  step: StepNumber | null;
  /** Steps before it that were passed over, since their time fell outside of their business hours. */
  passedOver: readonly StepNumber[];
  /** Decisions of this moment, as they were made. */
  decided: readonly SimulatedRow[];
  released: readonly Released[];
}

export interface Simulation {
  policy: EscalationPolicy;
  moments: readonly Moment[];
  /** Every decision with what became of it. */
  rows: readonly SimulatedRow[];
  /** As it is at the end. */
  alert: Alert;
  endsAt: Date;
}

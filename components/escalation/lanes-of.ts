import { CHANNEL_NAMES } from "@/components/channels/channel-words";
import type { SimulationWire } from "@/lib/replay/simulation-wire";
import type { Channel } from "@/lib/rules/schema";

type MomentWire = SimulationWire["moments"][number];
type DecidedWire = MomentWire["decided"][number];

/** What one recipient gets, or does not, at one instant. */
export interface ShownChip {
  key: string;
  /** After the alert was raised. */
  seconds: number;
  kind: "sent" | "held" | "skipped";
  channels: readonly Channel[];
  /** ISO 8601; of what is held. */
  until: string | null;
  /** Why, once for each channel that has a reason of its own. */
  reasons: readonly string[];
}

export interface ShownLane {
  key: string;
  name: string;
  /** Why this recipient is among them, or what it is. */
  note: string;
  channel: Channel | null;
  chips: readonly ShownChip[];
}

export interface ShownColumn {
  seconds: number;
  at: string;
  /** `Step 2`, `Repeat`, or what happens without a step. */
  title: string;
}

/** Gates whose skips say something about a person; the others would fill the page with who was never meant. */
const TELLING_GATES = ["configured", "preference", "muted", "dedup"];

/** The instants at which something happens, and who gets what at each. */
export function lanesOf({ moments }: SimulationWire): { columns: ShownColumn[]; lanes: ShownLane[] } {
  const lanes = new Map<string, { lane: ShownLane; chips: Map<string, ShownChip> }>();
  const columns = new Map<number, ShownColumn>();
  for (const moment of moments) {
    const chips = chipsOf(moment);
    for (const { lane, chip } of chips) put(lanes, lane, chip);
    if (moment.kind === "over") continue;
    const known = columns.get(moment.after_seconds);
    const title = known === undefined || moment.step !== null ? titleOf(moment) : known.title;
    columns.set(moment.after_seconds, { seconds: moment.after_seconds, at: moment.at, title });
  }
  const shown = [...lanes.values()].map(({ lane, chips }) => ({ ...lane, chips: [...chips.values()] }));
  return {
    columns: [...columns.values()],
    lanes: shown.filter(({ channel }) => channel !== "log").sort((a, b) => rank(a) - rank(b)),
  };
}

/** Channels first, then people. */
function rank({ channel }: ShownLane): number {
  return channel === null ? 1 : 0;
}

type Placed = { lane: Omit<ShownLane, "chips">; chip: Omit<ShownChip, "key"> };

function chipsOf(moment: MomentWire): Placed[] {
  const seconds = moment.after_seconds;
  const decided = moment.decided.filter(isTold).map((one): Placed => {
    const kind = one.decision === "send" ? "sent" : one.decision === "hold" ? "held" : "skipped";
    const chip = { seconds, kind, channels: [one.channel], until: one.until, reasons: [one.reason] } as const;
    return { lane: laneOf(one, noteOf(one)), chip };
  });
  const released = moment.released.map((one): Placed => {
    const kind = one.outcome === "sent" ? "sent" : "skipped";
    const reason = one.outcome === "sent" ? `its wait is over: ${one.reason}` : one.reason;
    return { lane: laneOf(one, ""), chip: { seconds, kind, channels: [one.channel], until: null, reasons: [reason] } };
  });
  return [...decided, ...released];
}

function isTold({ decision, gate }: DecidedWire): boolean {
  return decision !== "skip" || TELLING_GATES.includes(gate);
}

function laneOf(to: { recipient: string; channel: Channel; name: string }, note: string): Placed["lane"] {
  if (to.recipient !== "channel") return { key: to.recipient, name: to.name, note, channel: null };
  return { key: `channel ${to.channel}`, name: CHANNEL_NAMES[to.channel], note: "the channel", channel: to.channel };
}

/** Why a person is asked at all: what let the gate of role and brand pass. */
function noteOf({ gates, recipient }: DecidedWire): string {
  if (recipient.startsWith("address:")) return "an address of EMAIL_TO";
  return gates.find(({ gate, result }) => gate === "role and brand" && result === "pass")?.reason ?? "";
}

function put(
  lanes: Map<string, { lane: ShownLane; chips: Map<string, ShownChip> }>,
  lane: Placed["lane"],
  chip: Placed["chip"],
): void {
  const known = lanes.get(lane.key) ?? { lane: { ...lane, chips: [] }, chips: new Map<string, ShownChip>() };
  if (known.lane.note === "") known.lane = { ...known.lane, note: lane.note };
  const key = `${chip.seconds} ${chip.kind} ${chip.until ?? ""}`;
  const same = known.chips.get(key);
  const channels = [...new Set([...(same?.channels ?? []), ...chip.channels])];
  const reasons = [...new Set([...(same?.reasons ?? []), ...chip.reasons])];
  known.chips.set(key, { ...chip, key, channels, reasons });
  lanes.set(lane.key, known);
}

const TITLES: Partial<Record<MomentWire["kind"], string>> = {
  raised: "Raised",
  acknowledged: "Acknowledged",
  retriggered: "Triggered again",
  resolved: "Resolved",
  hidden: "Hidden",
  unmuted: "Shown again",
  released: "Wait over",
};

function titleOf({ kind, step }: MomentWire): string {
  if (step === null) return TITLES[kind] ?? "";
  return step.round === 1 ? `Step ${step.number}` : `Step ${step.number}, time ${step.round}`;
}

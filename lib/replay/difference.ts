import type { Channel } from "@/lib/rules/schema";
import { simulate } from "./simulate";
import type { SimulatedRow, Story, World } from "./simulation";

/** A stored alert as a story: what people did about it stays, whatever it is told by. */
export interface PastAlert {
  id: number;
  title: string;
  at: Date;
  story: Story;
}

export const DIFFERENCE_KINDS = ["lost", "moved", "added"] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** A message that an edit would have kept away, brought, or sent at another time. */
export interface Differing {
  kind: DifferenceKind;
  alertId: number;
  title: string;
  recipient: string;
  name: string;
  channel: Channel;
  occasion: string;
  /** When it goes by the settings of now, and by the changed ones; null where it does not. */
  before: Date | null;
  after: Date | null;
  /** Of the side that does not send it, or else of the changed one. */
  reason: string;
}

export interface Difference {
  /** Messages by the settings of now, the log left out; what several rows share is told by each of them. */
  messages: number;
  differing: readonly Differing[];
}

/**
 * Which messages an edit would have lost, moved or added: every stored alert is played through the settings of now and through
 * the changed ones, each by itself, with what people really did. What other alerts used up of a cap does not count.
 */
export function difference(alerts: readonly PastAlert[], worlds: { before: World; after: World }): Difference {
  let messages = 0;
  const differing = alerts.flatMap((alert) => {
    const before = messagesOf(alert, worlds.before);
    const after = messagesOf(alert, worlds.after);
    messages += [...before.values()].filter(isSent).length;
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
      compare(alert, before.get(key) ?? null, after.get(key) ?? null),
    );
  });
  return { messages, differing };
}

/** Every decision but the log's, by recipient, channel and occasion. */
function messagesOf({ story, at }: PastAlert, world: World): Map<string, SimulatedRow> {
  const { rows } = simulate(story, world, at);
  const beside = rows.filter(({ channel }) => channel !== "log");
  return new Map(beside.map((row) => [`${row.channel} ${row.recipient} ${row.occasion}`, row]));
}

function isSent({ deliveredAt }: SimulatedRow): boolean {
  return deliveredAt !== null;
}

function compare(alert: PastAlert, before: SimulatedRow | null, after: SimulatedRow | null): Differing[] {
  const [was, would] = [before?.deliveredAt ?? null, after?.deliveredAt ?? null];
  const row = after ?? before;
  if (row === null || was?.getTime() === would?.getTime()) return [];
  const kind = would === null ? "lost" : was === null ? "added" : "moved";
  const why = kind === "added" ? before : after;
  return [
    {
      kind,
      alertId: alert.id,
      title: alert.title,
      recipient: row.recipient,
      name: row.name,
      channel: row.channel,
      occasion: row.occasion,
      before: was,
      after: would,
      reason: why?.reason ?? "its occasion does not come",
    },
  ];
}

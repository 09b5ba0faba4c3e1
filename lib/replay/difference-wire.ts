import type { Difference, DifferenceKind, Differing } from "./difference";

/** Examples beyond these are counted only. */
const MOST_EXAMPLES = 50;

interface Replayed {
  from: Date;
  to: Date;
  alerts: number;
  /** Whether there were more alerts than are replayed at once: the oldest are left out. */
  isCut: boolean;
  durationMs: number;
}

/** A difference as the API writes it: counts, by recipient and channel, and examples. */
export function differenceToWire({ messages, differing }: Difference, replayed: Replayed) {
  const counts = countsOf(differing);
  return {
    from: replayed.from.toISOString(),
    to: replayed.to.toISOString(),
    alerts: replayed.alerts,
    is_cut: replayed.isCut,
    duration_ms: replayed.durationMs,
    messages,
    ...counts,
    sentence: sentenceOf(counts, messages),
    by_recipient: byRecipient(differing),
    examples: differing.slice(0, MOST_EXAMPLES).map((one) => ({
      kind: one.kind,
      alert_id: one.alertId,
      title: one.title,
      recipient: one.recipient,
      name: one.name,
      channel: one.channel,
      occasion: one.occasion,
      before: one.before?.toISOString() ?? null,
      after: one.after?.toISOString() ?? null,
      reason: one.reason,
    })),
  };
}
export type DifferenceWire = ReturnType<typeof differenceToWire>;

type Counts = Record<DifferenceKind, number>;

function countsOf(differing: readonly Differing[]): Counts {
  const count = (kind: DifferenceKind) => differing.filter((one) => one.kind === kind).length;
  return { lost: count("lost"), moved: count("moved"), added: count("added") };
}

function sentenceOf({ lost, moved, added }: Counts, messages: number): string {
  const all = `${messages} ${messages === 1 ? "message" : "messages"} in 30 days`;
  if (lost + moved + added === 0) return `This edit would have changed none of ${all}.`;
  return `This edit would have lost ${lost}, moved ${moved} and added ${added} of ${all}.`;
}

function byRecipient(differing: readonly Differing[]) {
  const groups = new Map<string, Differing[]>();
  for (const one of differing) {
    const key = `${one.channel} ${one.recipient}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { recipient, name, channel } = first;
    return [{ recipient, name, channel, ...countsOf(group) }];
  });
}

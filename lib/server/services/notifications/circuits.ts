import "server-only";
import { claimProbe, findCircuit, lockCircuit, releaseBacklog, saveCircuit } from "@/db/queries/circuits";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { type Circuit, isSameCircuit, noteOutcome } from "@/lib/notifications/circuit";
import type { DeliveryFailure } from "@/lib/notifications/schema";
import type { Channel } from "@/lib/rules/schema";
import type { Context, Unit } from "@/lib/server/context";
import type { Drain } from "./drain";
import type { Attempt } from "./record-attempts";

/** A probe that left no outcome, such as by a crash, is followed by another after this. */
const PROBE_LEASE_MS = MINUTE_MS;

/**
 * Moves a channel's circuit on with what came of attempts. A run is planned for the next probe; once the provider takes
 * messages again all that waits is due. @returns whether the circuit is open now.
 */
export async function noteOutcomes(unit: Unit, channel: Channel, attempts: readonly Attempt[]): Promise<boolean> {
  if (channel === "log" || attempts.length === 0) return false;
  const before = await lockCircuit(unit.db, channel);
  const now = unit.now();
  const after = attempts.reduce(
    (circuit, { rows: [{ id: message }], receipt, at }) =>
      noteOutcome(circuit, { channel, message, failure: failureOf(receipt), at }, now),
    before,
  );
  if (!isSameCircuit(before, after)) await saveCircuit(unit.db, channel, after);
  await followCircuit(unit, { channel, before, after });
  return after.openedAt !== null;
}

/** A bundle that was taken in part shows that the provider takes messages. */
function failureOf(receipt: Attempt["receipt"]): DeliveryFailure | null {
  return receipt.kind === "delivered" ? null : receipt.failure;
}

interface Moved {
  channel: Channel;
  before: Circuit;
  after: Circuit;
}

async function followCircuit(unit: Unit, { channel, before, after }: Moved): Promise<void> {
  if (after.openedAt !== null) {
    if (after.probeAt === null || after.probeAt.getTime() === before.probeAt?.getTime()) return;
    unit.tell.outbox({ name: "notification/planned", data: { channel, dueAt: after.probeAt.toISOString() } });
    if (before.openedAt === null) unit.log.warn({ channel, reason: after.reason }, "a channel stopped taking messages");
    return;
  }
  if (before.openedAt === null) return;
  unit.log.info({ channel, since: before.openedAt.toISOString() }, "a channel takes messages again");
  await releaseBacklog(unit.db, channel, unit.now());
  unit.tell.outbox({ name: "notification/planned", data: { channel, dueAt: unit.now().toISOString() } });
}

/** A test message that was taken closes the circuit as a probe does. */
export async function noteTestTaken(ctx: Context, channel: Channel): Promise<void> {
  await ctx.unit(async (unit) => {
    const before = await lockCircuit(unit.db, channel);
    if (before.openedAt === null) return;
    const after = noteOutcome(before, { channel, message: 0, failure: null, at: unit.now() }, unit.now());
    await saveCircuit(unit.db, channel, after);
    await followCircuit(unit, { channel, before, after });
  });
}

/** Sends one message as a probe, where its time has come and nobody else does. @returns how the circuit is afterwards. */
export async function probe(
  ctx: Context,
  { channel, drain }: { channel: Channel; drain: Drain },
): Promise<"open" | "closed"> {
  const now = ctx.now();
  if (!(await claimProbe(ctx.db, { channel, now, until: addMs(now, PROBE_LEASE_MS) }))) return "open";
  const isSent = await drain.probeOne();
  const { openedAt } = await findCircuit(ctx.db, channel);
  if (openedAt === null) return "closed";
  // Nothing waits: the next message that does is the probe.
  if (!isSent) await allowProbe(ctx, channel);
  return "open";
}

async function allowProbe(ctx: Context, channel: Channel): Promise<void> {
  await ctx.unit(async (unit) => {
    const circuit = await lockCircuit(unit.db, channel);
    if (circuit.openedAt !== null) await saveCircuit(unit.db, channel, { ...circuit, probeAt: unit.now() });
  });
}

import "server-only";
import { eq, sql } from "drizzle-orm";
import { toSilence, toSilenceRow } from "@/db/queries/silences";
import { silences } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import { invariant } from "@/lib/kernel/errors";
import type { Context, Unit } from "@/lib/server/context";
import type { SilenceBody } from "@/lib/silences/body";
import { brandOf } from "@/lib/silences/brands-of";
import { describeScope } from "@/lib/silences/describe-silence";
import { readBody } from "@/lib/silences/read-body";
import type { Silence } from "@/lib/silences/schema";
import { standingOf } from "@/lib/silences/standing-of";
import { type SilenceWire, silenceToWire } from "@/lib/silences/wire";
import { changeableSilence, refuseBeyondScope } from "./find-own";
import { releaseMuted } from "./release";

/** Makes a silence. What it covers is hidden at once. */
export async function createSilence(ctx: Context, body: SilenceBody): Promise<SilenceWire> {
  const now = ctx.now();
  const given = readBody(body, now);
  refuseBeyondScope(ctx, given);
  const made = await ctx.unit(async (unit) => {
    const row = { ...toSilenceRow(given), createdBy: actorName(unit.actor), createdAt: now, updatedAt: now };
    const [inserted] = await unit.db.insert(silences).values(row).returning();
    invariant(inserted !== undefined, "an inserted silence is returned");
    const silence = toSilence(inserted);
    tellSilence(unit, { action: "silence/created", before: null, after: silence });
    return silence;
  });
  await releaseMuted(ctx);
  return silenceToWire(made, standingOf(made, ctx.now()));
}

/** Changes a silence that is not over. What it covers no longer is shown at once, and told if it still burns. */
export async function changeSilence(ctx: Context, input: { id: number; body: SilenceBody }): Promise<SilenceWire> {
  const given = readBody(input.body, ctx.now());
  refuseBeyondScope(ctx, given);
  return write(ctx, { id: input.id, version: input.body.version, action: "silence/changed" }, () => ({
    ...toSilenceRow(given),
    extension: null,
    skippedUntil: null,
    warnedOf: null,
  }));
}

interface Change {
  id: number;
  version?: number | undefined;
  action: `silence/${string}`;
}

/** Writes what `decide` makes of a silence, under its lock; then looks again at what it hid. */
export async function write(
  ctx: Context,
  { id, version, action }: Change,
  decide: (silence: Silence, unit: Unit) => Partial<typeof silences.$inferInsert>,
): Promise<SilenceWire> {
  const changed = await ctx.unit(async (unit) => {
    const before = await changeableSilence(unit, { id, version });
    const [row] = await unit.db
      .update(silences)
      .set({ ...decide(before, unit), version: sql`${silences.version} + 1`, updatedAt: unit.now() })
      .where(eq(silences.id, id))
      .returning();
    invariant(row !== undefined, "a silence that is locked exists");
    const after = toSilence(row);
    tellSilence(unit, { action, before, after });
    return after;
  });
  await releaseMuted(ctx);
  return silenceToWire(changed, standingOf(changed, ctx.now()));
}

interface Told {
  action: `silence/${string}`;
  before: Silence | null;
  after: Silence;
}

function tellSilence(unit: Unit, { action, before, after }: Told): void {
  const brand = brandOf(after);
  const facts = (silence: Silence) => silenceToWire(silence, standingOf(silence, unit.now()));
  unit.tell.audit({
    action,
    subject: `silence:${after.id}`,
    brand,
    details: { reason: after.reason, before: before === null ? null : facts(before), after: facts(after) },
  });
  unit.tell.feed({
    topic: "alerts",
    event: "silence:update",
    type: action,
    ...(brand === null ? {} : { brand }),
    data: { id: after.id, reason: after.reason, about: describeScope(after), by: actorName(unit.actor) },
  });
}

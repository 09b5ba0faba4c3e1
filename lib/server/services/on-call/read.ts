import "server-only";
import { addMs, DAY_MS, type Interval } from "@/lib/kernel/time";
import { stretchesBetween } from "@/lib/on-call/hand-offs-between";
import { gapWords, intervalWords } from "@/lib/on-call/in-words";
import { rotationFindings } from "@/lib/on-call/rotation-findings";
import type { Rotation } from "@/lib/on-call/schema";
import { gapsBetween } from "@/lib/on-call/shifts-between";
import { nameOf, type OnCallWire, type RotationNow } from "@/lib/on-call/wire";
import type { Context } from "@/lib/server/context";
import { loadRoster, type Roster } from "./load";

const LOOK_AHEAD_MS = 14 * DAY_MS;

/** Who is on call now by every rotation, the next hand-offs, and the gaps of the next 14 days. */
export async function readOnCall(ctx: Context): Promise<{ rotations: RotationNow[] }> {
  const now = ctx.now();
  const roster = await loadRoster(ctx, now);
  return { rotations: roster.rotations.map((rotation) => nowOf(rotation, roster, now)) };
}

function nowOf(rotation: Rotation, roster: Roster, now: Date): RotationNow {
  const ahead = { from: now, to: addMs(now, LOOK_AHEAD_MS) };
  const gaps = gapsBetween(rotation, roster.overrides, { ...ahead, isThere: roster.isThere });
  return {
    id: rotation.id,
    name: rotation.name,
    time_zone: rotation.zone,
    on_call: onCallOf(rotation, roster, ahead),
    gaps: gaps.map((gap) => ({
      from: gap.from.toISOString(),
      to: gap.to.toISOString(),
      words: intervalWords(gap, rotation.zone),
    })),
    warning: gaps.length === 0 ? null : gapWords(rotation, gaps),
    findings: rotationFindings(rotation, (id) => nameOf(id, roster.names)),
  };
}

function onCallOf(rotation: Rotation, { overrides, names, isThere }: Roster, ahead: Interval): OnCallWire[] {
  const stretches = stretchesBetween(rotation, overrides, ahead).filter(({ accountId }) => isThere(accountId));
  return stretches
    .filter(({ from }) => from <= ahead.from)
    .map(({ layer, accountId, to }) => {
      const isSoon = to < ahead.to;
      const next = stretches.find((one) => one.layer === layer && one.from.getTime() === to.getTime());
      return {
        layer,
        account_id: accountId,
        name: nameOf(accountId, names),
        until: isSoon ? to.toISOString() : null,
        next: isSoon && next !== undefined ? nameOf(next.accountId, names) : null,
      };
    });
}

import "server-only";
import { actorName } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { hidesUntil } from "@/lib/silences/occurrences-of";
import type { Silence } from "@/lib/silences/schema";
import type { SilenceWire } from "@/lib/silences/wire";
import { write } from "./save";

interface Ending {
  id: number;
  version?: number | undefined;
  /** `occurrence`: of a recurring silence only the one that runs. */
  which: "occurrence" | "all";
}

/** Ends a silence now, for good or until its next occurrence; what it hid and still burns is told at once. */
export function endSilence(ctx: Context, { which, ...change }: Ending): Promise<SilenceWire> {
  return write(ctx, { ...change, action: "silence/ended" }, (silence, unit) => {
    const now = unit.now();
    if (which === "all" || silence.recurrence === null) return { endedAt: now, endedBy: actorName(unit.actor) };
    refuseIdle(silence, now);
    return { skippedUntil: addMs(now, 1), extension: null };
  });
}

/** Lengthens what runs now by some minutes: of a recurring silence this occurrence only. */
export function extendSilence(
  ctx: Context,
  { minutes, ...change }: { id: number; version?: number | undefined; minutes: number },
): Promise<SilenceWire> {
  return write(ctx, { ...change, action: "silence/extended" }, (silence, unit) => {
    const now = unit.now();
    if (silence.recurrence === null) return { endsAt: addMs(silence.endsAt, minutes * MINUTE_MS), warnedOf: null };
    const until = addMs(refuseIdle(silence, now), minutes * MINUTE_MS);
    return { extension: { from: now.toISOString(), until: until.toISOString() }, warnedOf: null };
  });
}

/** Until when it hides. @throws AppError `conflict` when it does not hide anything now. */
function refuseIdle(silence: Silence, now: Date): Date {
  const until = hidesUntil(silence, now);
  if (until !== null) return until;
  throw new AppError("conflict", `Silence ${silence.id} is not active now: none of its occurrences runs.`, {
    details: { version: silence.version },
  });
}

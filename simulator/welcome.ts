import { MINUTE_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { startIncident } from "./incident-book";
import { INCIDENTS } from "./incidents";
import { readState, WELCOME, type Welcome, writeState } from "./store/state";

/** How long a newcomer may look around before something goes wrong. */
export const WELCOME_AFTER_MS = MINUTE_MS;

export type WelcomeStep = { kind: "ask" } | { kind: "wait"; untilMs: number } | { kind: "begin" } | { kind: "done" };

/** What is next on the way to the one incident that begins by itself; null is a platform that was never visited. */
export function nextWelcome(welcome: Welcome | null, now: Date): WelcomeStep {
  if (welcome === null) return { kind: "ask" };
  if (welcome.hasBegun) return { kind: "done" };
  return now.getTime() < welcome.dueMs ? { kind: "wait", untilMs: welcome.dueMs } : { kind: "begin" };
}

/**
 * Goes one step: asks whether the app answers, and a minute after it first did starts a payment outage. Kept in the
 * database at each step, so that a restart neither forgets it nor does it twice.
 */
export async function welcome(ctx: Context, isAppReady: () => Promise<boolean>): Promise<WelcomeStep> {
  const known = await readState(ctx.db, WELCOME);
  const step = nextWelcome(known, ctx.now());
  if (step.kind === "ask" && (await isAppReady())) {
    await writeState(ctx.db, WELCOME, { dueMs: ctx.now().getTime() + WELCOME_AFTER_MS, hasBegun: false });
  }
  if (step.kind === "begin" && known !== null) {
    await ctx.unit(async (unit) => {
      await startIncident(unit, { name: "payment-outage", minutes: INCIDENTS["payment-outage"].minutes });
      await writeState(unit.db, WELCOME, { ...known, hasBegun: true });
    });
  }
  return step;
}

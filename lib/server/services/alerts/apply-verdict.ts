import "server-only";
import { and, eq } from "drizzle-orm";
import { moveStates } from "@/db/queries/rules";
import { alertRules } from "@/db/schema";
import { assertNever } from "@/lib/kernel/errors";
import type { Series } from "@/lib/metrics/schema";
import type { Verdict } from "@/lib/rules/evaluate";
import type { Rule, RuleState } from "@/lib/rules/schema";
import type { Context, Unit } from "@/lib/server/context";
import { LostRace } from "./lost-race";
import { moveLevel } from "./move-level";
import { raiseAlert } from "./raise-alert";
import { resolveBreach } from "./resolve-breach";
import { worstProvider } from "./worst-provider";

/** A verdict that changes an alert, with the state the rule takes and the version it was judged from. */
export interface AlertVerdict {
  rule: Rule;
  series: Series;
  /** The instant judged and its reading; null for the end of a series that stopped. */
  sample: { at: Date; value: number | null };
  verdict: Extract<Verdict, { kind: "raise" | "worsen" | "ease" | "resolve" }>;
  state: RuleState;
  expected: number;
}

/** `lost`: another evaluation moved the state meanwhile, and nothing was written. */
export type Applied =
  | { kind: "raised" | "adopted" | "moved" | "resolved"; alertId: number | null; state: RuleState }
  | { kind: "lost" };

/** Raises, moves or resolves one alert: its row, the rule's state, timeline, audit, feed and event in one unit. */
export async function applyVerdict(ctx: Context, given: AlertVerdict): Promise<Applied> {
  const worst = given.verdict.kind === "raise" ? await worstProvider(ctx, given) : null;
  try {
    return await ctx.unit(async (unit) => {
      await requireCurrent(unit, given);
      const applied = await apply(unit, given, worst);
      await moveState(unit, given, applied.state);
      return applied;
    });
  } catch (error) {
    if (error instanceof LostRace) return { kind: "lost" };
    throw error;
  }
}

/** A rule that was switched off, changed or deleted since it was read raises nothing: nobody would resolve it again. */
async function requireCurrent({ db }: Unit, { rule, verdict }: AlertVerdict): Promise<void> {
  if (verdict.kind !== "raise") return;
  const isSame = and(eq(alertRules.id, rule.id), eq(alertRules.version, rule.version));
  const found = await db.select({ id: alertRules.id }).from(alertRules).where(isSame).for("share");
  if (found.length === 0) throw new LostRace();
}

function apply(unit: Unit, given: AlertVerdict, worst: Awaited<ReturnType<typeof worstProvider>>) {
  const { verdict } = given;
  switch (verdict.kind) {
    case "raise":
      return raiseAlert(unit, { ...given, verdict }, worst);
    case "worsen":
    case "ease":
      return moveLevel(unit, { ...given, verdict });
    case "resolve":
      return resolveBreach(unit, { ...given, verdict });
    default:
      return assertNever(verdict);
  }
}

async function moveState(unit: Unit, { rule, series, expected }: AlertVerdict, state: RuleState): Promise<void> {
  const moved = await moveStates(unit.db, [{ ruleId: rule.id, seriesId: series.id, state, expected }], unit.now());
  if (moved.length === 0) throw new LostRace();
}

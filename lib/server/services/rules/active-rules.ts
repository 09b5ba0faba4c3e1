import "server-only";
import { activeRulesKey, listActiveRules } from "@/db/queries/rules";
import type { Rule } from "@/lib/rules/schema";
import { type FindRules, indexRules } from "@/lib/rules/select";
import type { Context } from "@/lib/server/context";
import { processWide } from "@/lib/server/process-wide";
import { forgetStates } from "./recall-states";

/** The rules that are evaluated, ready to be found by a series. */
export interface ActiveRules {
  all: readonly Rule[];
  /** Of all of them. */
  find: FindRules<Rule>;
  /** Of those that judge a sample as it comes: the others wait for late samples, or for silence. */
  findPrompt: FindRules<Rule>;
}

interface Kept {
  key: string;
  rules: ActiveRules;
}

/**
 * Every active rule, read and indexed once until one changes: ten thousand are not parsed at every collection. One cheap
 * query asks whether they did, so that a change by another process counts at once. Inside of a unit nothing is kept.
 */
export async function activeRules(ctx: Context): Promise<ActiveRules> {
  const byDatabase = processWide("active-rules", () => new WeakMap<object, Kept>());
  const key = await activeRulesKey(ctx.db);
  const kept = byDatabase.get(ctx.db);
  if (kept?.key === key) return kept.rules;
  const rules = indexed(await listActiveRules(ctx.db));
  forgetStates(ctx);
  byDatabase.set(ctx.db, { key, rules });
  return rules;
}

function indexed(all: readonly Rule[]): ActiveRules {
  const prompt = all.filter(({ latenessMs, condition }) => latenessMs === 0 && condition.kind !== "absent");
  return { all, find: indexRules(all), findPrompt: indexRules(prompt) };
}

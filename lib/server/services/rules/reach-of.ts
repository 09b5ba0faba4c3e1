import "server-only";
import type { Severity } from "@/lib/kernel/severity";
import { decide } from "@/lib/notifications/decide";
import { type House, NEWLY_RAISED, type Planned } from "@/lib/notifications/house";
import { isRouted } from "@/lib/notifications/routing";
import type { RuleFacts } from "@/lib/rules/lint";
import { CHANNELS, type Rule } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { loadHouse } from "@/lib/server/services/notifications/load-house";

type Told = Pick<Rule, "channels" | "class">;

/** Whom a new alert of a rule would be told to now: every decision there is, as for a real one. Nothing is sent. */
export interface Reach {
  decide(rule: Told, told: { severity: Severity; brand: string | null; mute: { reason: string } | null }): Planned[];
  /** For each severity of a rule. */
  of(rule: Pick<Rule, "channels" | "class" | "levels">): RuleFacts["reachable"];
}

/** Reads people and channels once; many rules ask the same, and each question is answered once. */
export async function openReach(ctx: Context): Promise<Reach> {
  const house = await loadHouse(ctx);
  const now = ctx.now();
  const answers = new Map<string, { told: string[]; because: string[] }>();
  const ask: Reach["decide"] = ({ channels, class: kind }, told) => {
    return decide({ ...NEWLY_RAISED, ...told, class: kind, ruleChannels: channels }, house, now);
  };
  const reached = (rule: Told, severity: Severity) => {
    const key = `${severity} ${rule.class} ${rule.channels?.join(" ") ?? "routed"}`;
    const known =
      answers.get(key) ?? summarise(house, rule, severity, ask(rule, { severity, brand: null, mute: null }));
    answers.set(key, known);
    return known;
  };
  return {
    decide: ask,
    of: (rule) => Object.fromEntries(rule.levels.map(({ severity }) => [severity, reached(rule, severity)])),
  };
}

/** The log hears everything and wakes nobody. */
function summarise({ routing }: House, { channels }: Told, severity: Severity, planned: readonly Planned[]) {
  const beside = planned.filter(({ channel }) => channel !== "log");
  const told = beside.filter(({ decision }) => decision.kind !== "skip").map(({ recipient }) => recipient.name);
  const asked = CHANNELS.filter(
    (channel) => isRouted({ channel, severity, occasion: "triggered", ruleChannels: channels, routing }).isTold,
  );
  const because = asked.flatMap((channel) => beside.find((one) => one.channel === channel)?.decision.reason ?? []);
  return { told, because: [...new Set(because)] };
}

import "server-only";
import { listPeople } from "@/db/queries/notifications";
import type { Severity } from "@/lib/kernel/severity";
import { decide, type House, type Planned } from "@/lib/notifications/decide";
import { unreadyChannels } from "@/lib/notifications/readiness";
import { isRouted } from "@/lib/notifications/routing";
import type { RuleFacts } from "@/lib/rules/lint";
import { CHANNELS, type Rule } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { env } from "@/lib/server/env";

type Told = Pick<Rule, "channels" | "class">;

/** Whom a new alert of a rule would be told to now: every decision there is, as for a real one. Nothing is sent. */
export interface Reach {
  decide(rule: Told, told: { severity: Severity; brand: string | null; mute: { reason: string } | null }): Planned[];
  /** For each severity of a rule. */
  of(rule: Pick<Rule, "channels" | "class" | "levels">): RuleFacts["reachable"];
}

/** Reads people and channels once; many rules ask the same, and each question is answered once. */
export async function openReach(ctx: Context): Promise<Reach> {
  const settings = env();
  const house: House = {
    people: await listPeople(ctx.db),
    addresses: settings.EMAIL_TO ?? [],
    unready: unreadyChannels(settings),
  };
  const now = ctx.now();
  const answers = new Map<string, { told: string[]; because: string[] }>();
  const ask: Reach["decide"] = ({ channels, class: kind }, told) => {
    const telling = { ...told, class: kind, ruleChannels: channels, toldBy: [], wait: null };
    return decide({ ...telling, occasion: "triggered" }, house, now);
  };
  const reached = (rule: Told, severity: Severity) => {
    const key = `${severity} ${rule.class} ${rule.channels?.join(" ") ?? "routed"}`;
    const known = answers.get(key) ?? summarise(rule, severity, ask(rule, { severity, brand: null, mute: null }));
    answers.set(key, known);
    return known;
  };
  return {
    decide: ask,
    of: (rule) => Object.fromEntries(rule.levels.map(({ severity }) => [severity, reached(rule, severity)])),
  };
}

/** The log hears everything and wakes nobody. */
function summarise({ channels }: Told, severity: Severity, planned: readonly Planned[]) {
  const beside = planned.filter(({ channel }) => channel !== "log");
  const told = beside.filter(({ decision }) => decision.kind !== "skip").map(({ recipient }) => recipient.name);
  const asked = CHANNELS.filter(
    (channel) => isRouted({ channel, severity, occasion: "triggered", ruleChannels: channels }).isTold,
  );
  const because = asked.flatMap((channel) => beside.find((one) => one.channel === channel)?.decision.reason ?? []);
  return { told, because: [...new Set(because)] };
}

import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { findRule } from "@/db/queries/rules";
import { imagineAlert } from "@/lib/alerts/imagine-alert";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import { isInScope } from "@/lib/kernel/scope";
import { MINUTE_MS } from "@/lib/kernel/time";
import { instantAt } from "@/lib/kernel/zone";
import { simulate } from "@/lib/replay/simulate";
import type { Act, Story, World } from "@/lib/replay/simulation";
import type { SimulationBody } from "@/lib/replay/simulation-body";
import { type SimulationWire, simulationToWire } from "@/lib/replay/simulation-wire";
import { warnOf } from "@/lib/replay/warn-of";
import type { Rule } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { imagineOfMetric } from "./imagine";
import { loadWorld } from "./load-world";

/**
 * What would happen to an alert at an instant, by the people, policies and settings of now. Reads only, sends nothing.
 * @throws AppError `not-found` with the field for a rule, alert or policy that is not there; `forbidden` for a brand that
 * the caller does not see.
 */
export async function simulateAlert(ctx: Context, body: SimulationBody): Promise<SimulationWire> {
  const at = instantOf(body);
  const world = await loadWorld(ctx);
  const story = await storyOf(ctx, { body, world, at });
  const simulation = simulate(story, world, at);
  return simulationToWire(simulation, warnOf(simulation, world, body.time_zone));
}

/** An instant as it stands, or the clock of a zone; an hour that comes twice counts when it comes first. */
function instantOf({ at, time_zone }: SimulationBody): Date {
  if (/(Z|[+-]\d{2}:\d{2})$/.test(at)) return validAt(new Date(at));
  return instantAt(validAt(new Date(`${at}Z`)).getTime(), time_zone);
}

function validAt(at: Date): Date {
  if (!Number.isNaN(at.getTime())) return at;
  throw new AppError("invalid", "at: there is no such day or time, such as 2026-11-22T03:10", { field: "at" });
}

async function storyOf(
  ctx: Context,
  { body, world, at }: { body: SimulationBody; world: World; at: Date },
): Promise<Story> {
  const { alert, rule } = await alertOf(ctx, body, at);
  if (alert.brand !== null && !isInScope(ctx.scope, alert.brand))
    throw new AppError("forbidden", "labels.brand: name one of the brands you see.", { field: "labels.brand" });
  return {
    alert,
    ruleChannels: rule?.channels ?? body.alert?.channels ?? null,
    maxAlertsPerHour: rule?.maxAlertsPerHour ?? null,
    policy: policyOf(world, body.policy_id),
    // Nothing else is open in a simulation.
    isSubsystemQuiet: true,
    acts: actsOf(body),
    horizonMs: body.horizon_minutes * MINUTE_MS,
  };
}

interface Imagined {
  alert: Alert;
  rule: Rule | null;
}

async function alertOf(ctx: Context, body: SimulationBody, at: Date): Promise<Imagined> {
  if (body.alert !== undefined) return { alert: imagineOfMetric(body.alert, at), rule: null };
  const labels = body.labels ?? {};
  if (body.rule_id !== undefined) return imagineOfRule(await ruleOf(ctx, body.rule_id), { ...body, labels }, at);
  const real = await findAlert(ctx.db, ctx.scope, body.alert_id ?? 0);
  if (real === null) throw new AppError("not-found", `There is no alert ${body.alert_id}.`, { field: "alert_id" });
  const severity = body.severity ?? real.level ?? real.severity;
  const rule = real.ruleId === null ? null : await findRule(ctx.db, real.ruleId);
  if (rule !== null) return imagineOfRule(rule, { severity, labels: real.labels }, at);
  const alert = imagineOfMetric({ metric: real.metric, severity, labels: real.labels, class: real.class }, at);
  return { alert: { ...alert, ruleName: real.ruleName, brand: real.brand }, rule };
}

async function ruleOf(ctx: Context, id: number): Promise<Rule> {
  const rule = await findRule(ctx.db, id);
  if (rule === null) throw new AppError("not-found", `There is no rule ${id}.`, { field: "rule_id" });
  return rule;
}

/** Of a rule with several levels the first, unless another is named. */
function imagineOfRule(rule: Rule, asked: Pick<SimulationBody, "severity" | "labels">, at: Date): Imagined {
  const severity = asked.severity ?? rule.levels[0]?.severity ?? "critical";
  return { alert: imagineAlert(rule, { labels: asked.labels ?? {}, value: null, severity }, at), rule };
}

function policyOf({ policies }: World, id: number | undefined): Story["policy"] {
  if (id === undefined) return null;
  const found = policies.find((policy) => policy.id === id);
  if (found === undefined)
    throw new AppError("not-found", `There is no policy ${id} that is switched on.`, { field: "policy_id" });
  return found;
}

function actsOf({
  acknowledged_after_minutes: acknowledged,
  acknowledgement_timeout_minutes: timeout,
  resolved_after_minutes: resolved,
  by,
}: SimulationBody): Act[] {
  const acts: Act[] = [];
  if (acknowledged !== undefined) {
    const timeoutMs = timeout === null ? null : (timeout ?? 0) * MINUTE_MS;
    const afterMs = acknowledged * MINUTE_MS;
    acts.push({ kind: "acknowledge", afterMs, by, ...(timeout === undefined ? {} : { timeoutMs }) });
  }
  if (resolved !== undefined) acts.push({ kind: "resolve", afterMs: resolved * MINUTE_MS, by });
  return acts.sort((a, b) => a.afterMs - b.afterMs);
}

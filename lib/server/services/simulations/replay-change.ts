import "server-only";
import { z } from "zod";
import { listAlerts } from "@/db/queries/alerts";
import { findPreferences } from "@/db/queries/preferences";
import { listRules } from "@/db/queries/rules";
import { isAllowed } from "@/lib/access/permissions";
import { imagineAlert } from "@/lib/alerts/imagine-alert";
import type { Alert } from "@/lib/alerts/schema";
import { PolicyBody } from "@/lib/escalation/body";
import type { EscalationPolicy } from "@/lib/escalation/schema";
import { AppError } from "@/lib/kernel/errors";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { asSentence } from "@/lib/kernel/words";
import { applyCaps, CapsBody } from "@/lib/notifications/caps-wire";
import type { Person } from "@/lib/notifications/house";
import { applyRouting, RoutingBody } from "@/lib/notifications/routing-wire";
import { applyBody, PreferencesBody } from "@/lib/preferences/body";
import { preferencesOf } from "@/lib/preferences/wire";
import { difference, type PastAlert } from "@/lib/replay/difference";
import { type DifferenceWire, differenceToWire } from "@/lib/replay/difference-wire";
import type { Act, World } from "@/lib/replay/simulation";
import type { Rule } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { ownAccountId } from "@/lib/server/services/preferences/own-account";
import { presentPreferences } from "@/lib/server/services/preferences/present";
import { imagineOfMetric } from "./imagine";
import { loadWorld } from "./load-world";

const REPLAYED_DAYS = 30;
/** A second or two of computing; the newest count. */
const MOST_ALERTS = 300;

const PolicyChange = z.strictObject({
  /** The policy that is changed; left out, a new one that is asked last. */
  id: z.number("expected a whole number, such as 3").int("expected a whole number, such as 3").positive().optional(),
  policy: PolicyBody,
});

/** `POST /escalation/replay`: an edit that is not saved yet, as its own PUT would take it. */
export const ReplayBody = z.strictObject({
  change: z
    .strictObject({
      preferences: PreferencesBody.optional(),
      policy: PolicyChange.optional(),
      routing: RoutingBody.optional(),
      caps: CapsBody.optional(),
    })
    .refine((change) => Object.values(change).some((part) => part !== undefined), {
      message: 'expected preferences, policy, routing or caps, such as {"routing": {"slack": "critical"}}',
    }),
});
export type ReplayBody = z.infer<typeof ReplayBody>;
type Change = ReplayBody["change"];

/**
 * Which of the last 30 days' messages an unsaved edit would have lost, moved or added: the settings of now against the changed
 * ones, over the stored alerts the caller sees. Reads only.
 * @throws AppError `forbidden` where the edit is not the caller's to make; `not-found` for a policy that is not there.
 */
export async function replayChange(ctx: Context, { change }: ReplayBody): Promise<DifferenceWire> {
  const isHouse = change.policy !== undefined || change.routing !== undefined || change.caps !== undefined;
  if (isHouse && !isAllowed(ctx.actor, "house:admin", "read"))
    throw new AppError("forbidden", "Only an admin changes policies, routing and caps: ask one.");
  const to = ctx.now();
  const from = addMs(to, -REPLAYED_DAYS * DAY_MS);
  const world = await loadWorld(ctx);
  // What was sent lately belongs to now, and not to the instants of the alerts.
  const before: World = { ...world, house: { ...world.house, recent: new Map() } };
  const after = await changedWorld(ctx, before, change);
  const { alerts, isCut } = await listPast(ctx, from);
  const compared = difference(alerts, { before, after });
  const durationMs = ctx.now().getTime() - to.getTime();
  return differenceToWire(compared, { from, to, alerts: alerts.length, isCut, durationMs });
}

async function changedWorld(ctx: Context, before: World, change: Change): Promise<World> {
  const { house } = before;
  const people =
    change.preferences === undefined ? house.people : await changedPeople(ctx, house.people, change.preferences);
  return {
    ...before,
    policies: change.policy === undefined ? before.policies : changedPolicies(before.policies, change.policy),
    house: {
      ...house,
      people,
      routing: change.routing === undefined ? house.routing : applyRouting(house.routing, change.routing),
      caps: change.caps === undefined ? house.caps : applyCaps(house.caps, change.caps),
    },
  };
}

/** The caller's own, as saving would leave them; an address that is not verified yet reaches nobody. */
async function changedPeople(ctx: Context, people: readonly Person[], body: PreferencesBody): Promise<Person[]> {
  const accountId = ownAccountId(ctx);
  const saved = await findPreferences(ctx.db, accountId);
  const wire = applyBody(await presentPreferences(ctx, accountId, saved), body);
  return people.map((person) => {
    if (person.id !== accountId) return person;
    const { contacts } = person;
    const isKnown = contacts.phone !== null && contacts.phone.number === wire.phone && contacts.phone.isVerified;
    const phone = wire.phone === null ? null : { number: wire.phone, isVerified: isKnown };
    const changed = { ...contacts, phone, slackChannel: wire.slack_channel };
    return { ...person, preferences: preferencesOf(wire), contacts: changed };
  });
}

function changedPolicies(
  policies: readonly EscalationPolicy[],
  { id, policy: { policy } }: z.infer<typeof PolicyChange>,
): EscalationPolicy[] {
  if (id === undefined) return policy.isActive ? [...policies, { ...policy, id: 0, version: 1 }] : [...policies];
  const known = policies.find((one) => one.id === id);
  if (known === undefined) {
    if (!policy.isActive) return [...policies];
    throw new AppError("not-found", `There is no policy ${id} that is switched on.`, { field: "change.policy.id" });
  }
  return policies.flatMap((one) => {
    if (one.id !== id) return [one];
    return policy.isActive ? [{ ...policy, id, version: one.version }] : [];
  });
}

async function listPast(ctx: Context, from: Date): Promise<{ alerts: PastAlert[]; isCut: boolean }> {
  const { alerts, total } = await listAlerts(ctx.db, ctx.scope, { from, limit: MOST_ALERTS, offset: 0 });
  const rules = new Map((await listRules(ctx.db)).map((rule) => [rule.id, rule]));
  const told = alerts.filter(({ isShadow }) => !isShadow);
  return {
    isCut: total > MOST_ALERTS,
    alerts: told.map((alert) => pastOf(alert, rules.get(alert.ruleId ?? 0) ?? null)),
  };
}

/** As it was raised, and what people did; a level it reached later counts from its beginning. */
function pastOf(real: Alert, rule: Rule | null): PastAlert {
  const { id, triggeredAt: at, labels, metric, class: kind } = real;
  const severity = real.level ?? real.severity;
  const imagined =
    rule === null
      ? imagineOfMetric({ metric, severity, labels, class: kind }, at)
      : imagineAlert(rule, { labels, value: real.value, severity }, at);
  const story = {
    alert: { ...imagined, brand: real.brand, ruleName: real.ruleName, isShadow: false },
    ruleChannels: rule?.channels ?? null,
    maxAlertsPerHour: rule?.maxAlertsPerHour ?? null,
    policy: null,
    isSubsystemQuiet: true,
    acts: actsOf(real),
    horizonMs: DAY_MS,
  };
  const title = typeof real.details.title === "string" ? real.details.title : asSentence(real.ruleName);
  return { id, title, at, story };
}

function actsOf({ triggeredAt, acknowledgedAt, acknowledgedBy, resolvedAt, resolvedBy }: Alert): Act[] {
  const after = (at: Date) => Math.max(0, at.getTime() - triggeredAt.getTime());
  const acts: Act[] = [];
  if (acknowledgedAt !== null)
    acts.push({
      kind: "acknowledge",
      afterMs: after(acknowledgedAt),
      by: acknowledgedBy ?? "somebody",
      timeoutMs: null,
    });
  if (resolvedAt !== null) acts.push({ kind: "resolve", afterMs: after(resolvedAt), by: resolvedBy ?? "its rule" });
  return acts.sort((a, b) => a.afterMs - b.afterMs);
}

import type { Context } from "@/lib/server/context";
import { beginIncident, type Incident, type IncidentName } from "./incidents";
import { INCIDENTS_KEPT, readState, writeState } from "./store/state";

/** Incidents that are over are forgotten after this long: until then a restart may ask for their seconds again. */
const REMEMBERED_MS = 24 * 60 * 60_000;

/** Those under way or still to come. */
export async function listIncidents(ctx: Context): Promise<Incident[]> {
  const now = ctx.now().getTime();
  return ((await readState(ctx.db, INCIDENTS_KEPT)) ?? []).filter(({ untilMs }) => untilMs > now);
}

/** Begins an incident with the next second; one of the same name that is under way ends there. */
export function startIncident(
  ctx: Context,
  { name, minutes }: { name: IncidentName; minutes: number },
): Promise<Incident> {
  const incident = beginIncident(name, minutes, ctx.now());
  return ctx.unit(async (unit) => {
    const kept = await readKept(unit);
    const others = kept.map((other) => (other.name === name ? endAt(other, incident.fromMs) : other));
    await writeState(unit.db, INCIDENTS_KEPT, [...others, incident]);
    unit.tell.audit({ action: "incident/started", subject: `incident:${name}`, details: { minutes } });
    return incident;
  });
}

/** Ends all incidents under way with the next second. @returns those it ended. */
export function stopIncidents(ctx: Context): Promise<Incident[]> {
  const endMs = Math.ceil(ctx.now().getTime() / 1000) * 1000;
  return ctx.unit(async (unit) => {
    const kept = await readKept(unit);
    const ended = kept.filter(({ untilMs }) => untilMs > endMs);
    if (ended.length === 0) return [];
    await writeState(
      unit.db,
      INCIDENTS_KEPT,
      kept.map((incident) => endAt(incident, endMs)),
    );
    unit.tell.audit({ action: "incident/stopped", details: { names: ended.map(({ name }) => name) } });
    return ended;
  });
}

async function readKept(unit: Context): Promise<Incident[]> {
  const since = unit.now().getTime() - REMEMBERED_MS;
  return ((await readState(unit.db, INCIDENTS_KEPT)) ?? []).filter(({ untilMs }) => untilMs > since);
}

/** The part of an incident before an instant; one that would begin later never does. */
function endAt(incident: Incident, ms: number): Incident {
  return { ...incident, untilMs: Math.max(incident.fromMs, Math.min(incident.untilMs, ms)) };
}

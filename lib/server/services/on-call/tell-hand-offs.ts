import "server-only";
import { listActiveAlerts } from "@/db/queries/alerts";
import { severityRank } from "@/lib/kernel/severity";
import { addMs, HOUR_MS } from "@/lib/kernel/time";
import { titleOf } from "@/lib/notifications/compose/facts";
import type { House, Person } from "@/lib/notifications/house";
import { personalReach } from "@/lib/notifications/personal-reach";
import { type HandOff, handOffsBetween, stretchesBetween } from "@/lib/on-call/hand-offs-between";
import { wallWords } from "@/lib/on-call/in-words";
import type { Rotation } from "@/lib/on-call/schema";
import { nameOf } from "@/lib/on-call/wire";
import { publicUrl } from "@/lib/server/access/session-cookie";
import { type Context, scopeOf, type Unit } from "@/lib/server/context";
import { type DeliverySettings, loadHouse } from "@/lib/server/services/notifications/load-house";
import { planNotice } from "@/lib/server/services/notifications/plan-notice";
import { loadRoster, type Roster } from "./load";

/** A console that was down this long still tells who took over meanwhile. */
const LOOK_BACK_MS = HOUR_MS;
const AHEAD_MS = 15 * 24 * HOUR_MS;
/** A hand-off is no alert: nobody is texted for it. */
const WAYS = ["email", "push"] as const;

/**
 * Tells who took over a layer, and who was relieved, by e-mail and push, with what is open in one line. Named by rotation,
 * layer and instant, so each hand-off is told once however often this runs. @returns how many notices were planned.
 */
export async function tellHandOffs(ctx: Context, settings?: DeliverySettings): Promise<number> {
  const now = ctx.now();
  const from = addMs(now, -LOOK_BACK_MS);
  const roster = await loadRoster(ctx, from);
  const handOffs = roster.rotations.flatMap((rotation) =>
    handOffsBetween(rotation, roster.overrides, { from, to: now }).map((handOff) => ({ rotation, handOff })),
  );
  if (handOffs.length === 0) return 0;
  const house = await loadHouse(ctx, settings);
  return ctx.unit(async (unit) => {
    let planned = 0;
    for (const one of handOffs) planned += await tellOne(unit, { ...one, roster, house });
    return planned;
  });
}

interface Told {
  rotation: Rotation;
  handOff: HandOff;
  roster: Roster;
  house: House;
}

/** Who is not on call any more is not told of taking over, nor who is again of being relieved: a later hand-off says it. */
async function tellOne(unit: Unit, told: Told): Promise<number> {
  const { rotation, handOff, roster, house } = told;
  const now = unit.now();
  const ahead = stretchesBetween(rotation, roster.overrides, { from: now, to: addMs(now, AHEAD_MS) });
  const present = ahead.find(({ layer, from }) => layer === handOff.layer && from <= now);
  const whose = (id: number | null) => house.people.find((person) => person.id === id);
  const next = whose(handOff.takesOver);
  const before = whose(handOff.relieved);
  let planned = 0;
  if (next !== undefined && present?.accountId === next.id) {
    const until = present.to < addMs(now, AHEAD_MS) ? present.to : null;
    planned += await tellPerson(unit, { ...told, person: next, ...wordsOfNext(told, until) });
  }
  if (before !== undefined && present?.accountId !== before.id) {
    planned += await tellPerson(unit, { ...told, person: before, ...wordsOfRelieved(told) });
  }
  return planned;
}

interface Words {
  title: string;
  line: string;
}

function wordsOfNext({ rotation, handOff, roster }: Told, until: Date | null): Words {
  const end = until === null ? "" : ` until ${wallWords(until, rotation.zone)}`;
  const relieved = handOff.relieved === null ? "Nobody" : nameOf(handOff.relieved, roster.names);
  return {
    title: `You are on call for ${nameOfLayer(rotation, handOff)}${end}`,
    line: `${relieved} was on call before you.`,
  };
}

function wordsOfRelieved({ rotation, handOff, roster }: Told): Words {
  const next = handOff.takesOver === null ? "nobody" : nameOf(handOff.takesOver, roster.names);
  return {
    title: `You are no longer on call for ${nameOfLayer(rotation, handOff)}`,
    line: next === "nobody" ? "Nobody takes over from you." : `${next} has taken over from you.`,
  };
}

/** `Payments`; of a later layer `Payments (Second)`. */
function nameOfLayer({ name, layers }: Rotation, { layer }: HandOff): string {
  return layers[0]?.name === layer ? name : `${name} (${layer})`;
}

async function tellPerson(unit: Unit, told: Told & Words & { person: Person }): Promise<number> {
  const { rotation, handOff, house, person, title, line } = told;
  const reach = personalReach(person, house);
  const content = {
    title,
    lines: [line, await openLine(unit, person), `Times are by the clock of ${rotation.zone}.`],
    link: new URL("/alerts", publicUrl()).href,
    severity: "info" as const,
    isSilent: false,
  };
  let planned = 0;
  for (const channel of WAYS.filter((way) => reach.includes(way))) {
    const id = await planNotice(unit, {
      kind: "hand-off",
      key: `hand-off/${rotation.id}/${handOff.layer}/${handOff.at.toISOString()}`,
      recipient: `account:${person.id}`,
      channel,
      content,
      expiresAt: addMs(handOff.at, 2 * LOOK_BACK_MS),
    });
    if (id !== null) planned += 1;
  }
  return planned;
}

/** `2 alerts are open, the gravest critical: Payments failing at nordpay.`, of those the person may see. */
async function openLine({ db }: Unit, { brands }: Person): Promise<string> {
  const open = await listActiveAlerts(db, scopeOf(brands ?? "all"));
  const [gravest] = [...open].sort((a, b) => severityRank(b.severity) - severityRank(a.severity));
  if (gravest === undefined) return "No alert is open.";
  const count = open.length === 1 ? "1 alert is open" : `${open.length} alerts are open`;
  return `${count}, the gravest ${gravest.severity}: ${titleOf(gravest)}.`;
}

import "server-only";
import { listPeople } from "@/db/queries/notifications";
import { listOverrides, listRotations } from "@/db/queries/on-call";
import { listLastTold } from "@/db/queries/tellings";
import { assertNever } from "@/lib/kernel/errors";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import { addressBy } from "@/lib/notifications/candidates";
import type { Person } from "@/lib/notifications/house";
import { maskAddresses } from "@/lib/notifications/mask-addresses";
import type { ListedPerson, Reach } from "@/lib/notifications/telling-wire";
import { answerOnCall } from "@/lib/on-call/answer-on-call";
import { PERSONAL_CHANNELS, type PersonalChannel } from "@/lib/preferences/schema";
import type { Context } from "@/lib/server/context";
import { accountIdOf, mayLookAt } from "./viewer";

/** How far back the last message is looked for. */
const LOOKED_BACK_MS = 90 * DAY_MS;

/** Everybody for an admin, oneself for the others: role, duty, what reaches them and when something last did. */
export async function listHouse(ctx: Context): Promise<ListedPerson[]> {
  const now = ctx.now();
  const seen = (await listPeople(ctx.db)).filter(({ id }) => mayLookAt(ctx.actor, id));
  const onCall = await findDuties(ctx, now);
  const lastTold = await listLastTold(ctx.db, addMs(now, -LOOKED_BACK_MS));
  const own = accountIdOf(ctx.actor);
  return seen.map((person) => ({
    id: person.id,
    name: person.name,
    role: person.role,
    brands: person.brands,
    onCall: onCall.get(person.id) ?? [],
    reach: reachOf(person).map((way) => (person.id === own ? way : masked(way))),
    lastToldAt: lastTold.get(`account:${person.id}`) ?? null,
  }));
}

async function findDuties({ db }: Context, now: Date): Promise<Map<number, string[]>> {
  const rotations = await listRotations(db);
  const answer = answerOnCall(rotations, await listOverrides(db, now), now);
  const duties = new Map<number, string[]>();
  for (const { id, layers } of rotations) {
    for (const { name } of layers) {
      for (const { accountId, words } of answer(id, name)) {
        duties.set(accountId, [...(duties.get(accountId) ?? []), words]);
      }
    }
  }
  return duties;
}

/** What would reach a person if nothing held it: demo accounts are neither mailed nor texted. */
function reachOf(person: Person): Reach[] {
  return PERSONAL_CHANNELS.filter((channel) => reaches(channel, person)).map((channel) => ({
    channel,
    address: addressBy(channel, person),
  }));
}

function reaches(channel: PersonalChannel, person: Person): boolean {
  if (person.preferences?.channels[channel] === false) return false;
  const address = addressBy(channel, person);
  switch (channel) {
    case "email":
      return !person.isDemo && address?.endsWith("@demo.invalid") === false;
    case "push":
      return person.contacts.browsers > 0;
    case "sms":
      return address !== null && !person.isDemo;
    case "slack":
      return address !== null;
    default:
      return assertNever(channel);
  }
}

function masked({ channel, address }: Reach): Reach {
  return { channel, address: address && maskAddresses(address) };
}

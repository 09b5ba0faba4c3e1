import "server-only";
import { listPeople } from "@/db/queries/notifications";
import { listRotations } from "@/db/queries/on-call";
import type { PolicyChoices } from "@/lib/escalation/choices";
import type { Context } from "@/lib/server/context";

/** Whom a step may name, by name: everybody who can sign in, and every rotation with its layers. */
export async function loadChoices({ db }: Pick<Context, "db">): Promise<PolicyChoices> {
  const people = await listPeople(db);
  const rotations = await listRotations(db);
  return {
    people: people.map(({ id, name, role }) => ({ id, name, role })).sort((a, b) => a.name.localeCompare(b.name)),
    rotations: rotations.map(({ id, name, layers }) => ({ id, name, layers: layers.map((layer) => layer.name) })),
  };
}

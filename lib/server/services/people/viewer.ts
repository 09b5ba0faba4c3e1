import "server-only";
import { listPeople } from "@/db/queries/notifications";
import { isAllowed } from "@/lib/access/permissions";
import type { Actor } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Person } from "@/lib/notifications/house";
import type { Context } from "@/lib/server/context";

/** The account that acts, of a token its owner's; null for the console itself. */
export function accountIdOf(actor: Actor): number | null {
  switch (actor.kind) {
    case "account":
      return actor.id;
    case "token":
      return actor.account.id;
    case "system":
      return null;
  }
}

/** Whether somebody may read the decisions about a person: their own, or an admin anybody's. */
export function mayLookAt(actor: Actor, id: number): boolean {
  return accountIdOf(actor) === id || isAllowed(actor, "house:admin", "read");
}

/** Null also for an account that is disabled: nobody tells it anything. */
export async function findPersonOrNull({ db }: Context, id: number): Promise<Person | null> {
  return (await listPeople(db)).find((one) => one.id === id) ?? null;
}

/** @throws AppError `not-found` where `findPersonOrNull` finds nobody. */
export async function findPerson(ctx: Context, id: number): Promise<Person> {
  const person = await findPersonOrNull(ctx, id);
  if (person === null) throw new AppError("not-found", `There is no account ${id}.`, { field: "id" });
  return person;
}

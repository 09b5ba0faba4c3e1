import "server-only";
import { countAccounts } from "@/db/queries/accounts";
import { accounts } from "@/db/schema";
import type { Role } from "@/lib/access/schema";
import { mailboxKey } from "@/lib/kernel/mailbox";
import { hashPassword, readablePassword } from "@/lib/server/access/password";
import type { Context } from "@/lib/server/context";

interface FirstAccounts {
  /** With demo data there is one account a role, so that each can be tried. */
  demo: boolean;
  adminEmail?: string;
  adminPassword?: string;
}

interface ShownSignIn {
  email: string;
  password: string;
  role: Role;
}

/** People of no real place; their addresses can never be mailed (RFC 2606). */
const DEMO_PEOPLE: readonly { name: string; role: Role }[] = [
  { name: "Oren Vella", role: "operator" },
  { name: "Sofia Grech", role: "security" },
  { name: "Elena Borg", role: "executive" },
  { name: "Victor Zammit", role: "viewer" },
];

/**
 * Makes the accounts of a first start, where there are none yet; afterwards changes nothing.
 * @returns the passwords made here, which are kept nowhere: show them now. One that was given is not among them.
 */
export async function createFirstAccounts(
  ctx: Context,
  { demo, adminEmail, adminPassword }: FirstAccounts,
): Promise<{ shown: ShownSignIn[] }> {
  if ((await countAccounts(ctx.db)) > 0) return { shown: [] };
  const admin = {
    name: demo ? "Ada Marsh" : "Administrator",
    role: "admin" as const,
    email: mailboxKey(adminEmail ?? (demo ? "admin@demo.invalid" : "admin@localhost")),
    password: adminPassword,
  };
  const others = DEMO_PEOPLE.map((person) => ({
    ...person,
    email: `${person.role}@demo.invalid`,
    password: undefined,
  }));
  const people = (demo ? [admin, ...others] : [admin]).map((person) => ({
    ...person,
    isShown: person.password === undefined,
    password: person.password ?? readablePassword(),
  }));
  const rows = await Promise.all(
    people.map(async ({ name, role, email, password }) => {
      const isDemo = email.endsWith("@demo.invalid");
      return { name, role, email, isDemo, passwordHash: await hashPassword(password) };
    }),
  );
  const made = await ctx.unit(async (unit) => {
    const inserted = await unit.db.insert(accounts).values(rows).onConflictDoNothing().returning();
    for (const { id, role } of inserted) {
      unit.tell.audit({ action: "account/created", subject: `account:${id}`, details: { role, first: true } });
    }
    return inserted.map((row) => row.email);
  });
  const shown = people.filter((person) => person.isShown && made.includes(person.email));
  return { shown: shown.map(({ email, password, role }) => ({ email, password, role })) };
}

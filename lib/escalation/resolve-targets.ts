import { assertNever } from "@/lib/kernel/errors";
import type { House, Person, Targets } from "@/lib/notifications/house";
import type { Channel } from "@/lib/rules/schema";
import type { EscalationTarget } from "./schema";

/** Whom a step names, and what that depends on at this instant. */
export interface Named {
  targets: readonly EscalationTarget[];
  /** `step 2 of Payments`: what the reasons are given by. */
  by: string;
  /** Of the alert; null where it concerns the whole house. */
  brand: string | null;
  /** Who is on call by a rotation now, and in which words; `layer` undefined: the first that has somebody. */
  onCall: (rotationId: number, layer?: string) => readonly { accountId: number; words: string }[];
}

/** `targets` null: everyone, that is all whom the severity's routing tells; `because` is there where the step meant others. */
export interface Resolved {
  targets: Targets | null;
  because: string | null;
}

interface Reached {
  accounts: readonly { id: number; reason: string }[];
  channels: readonly Channel[];
  /** Why this target reaches nobody; null where it reaches somebody. */
  missed: string | null;
}

/**
 * The accounts and channels that a step's targets are now. Who sees nothing of the alert's brand is not among them. Where no
 * target reaches anybody everyone is told, so that no alert is lost to a gap on call or an account that was disabled.
 */
export function resolveTargets(named: Named, house: Pick<House, "people" | "unready">): Resolved {
  const { targets, by } = named;
  if (targets.some(({ kind }) => kind === "everyone")) return { targets: null, because: null };
  const reached = targets.map((target) => reach(target, named, house));
  const accounts = reached.flatMap((one) => one.accounts);
  const channels = [...new Set(reached.flatMap((one) => one.channels))];
  if (targets.length > 0 && accounts.length + channels.length === 0) {
    const why = reached.flatMap(({ missed }) => missed ?? []).join("; ");
    return { targets: null, because: `everyone is told, since ${by} reaches nobody: ${why}` };
  }
  return {
    targets: {
      accounts: [...new Set(accounts.map(({ id }) => id))],
      channels,
      // Of several reasons the first one named counts.
      reasons: Object.fromEntries([...accounts].reverse().map(({ id, reason }) => [id, reason])),
      unnamed: targets.length === 0 ? by : `${by} tells others`,
    },
    because: null,
  };
}

function reach(target: EscalationTarget, named: Named, house: Pick<House, "people" | "unready">): Reached {
  switch (target.kind) {
    case "everyone":
      return { accounts: [], channels: [], missed: null };
    case "person":
      return reachAccounts([{ accountId: target.accountId, words: `named by ${named.by}` }], named, house);
    case "role": {
      const all = house.people.filter(({ role }) => role === target.role);
      if (all.length === 0) return missed(`nobody has the role ${target.role}`);
      const words = `${named.by} names the role ${target.role}`;
      return reachAccounts(
        all.map(({ id }) => ({ accountId: id, words })),
        named,
        house,
      );
    }
    case "rotation": {
      const shift = named.onCall(target.rotationId, target.layer);
      const words = shift.map((one) => ({ ...one, words: `${one.words}, named by ${named.by}` }));
      return shift.length === 0 ? missed(nobodyOn(target)) : reachAccounts(words, named, house);
    }
    case "channel": {
      const why = house.unready[target.channel];
      return why === undefined ? { accounts: [], channels: [target.channel], missed: null } : missed(why);
    }
    default:
      return assertNever(target);
  }
}

function nobodyOn({ layer }: EscalationTarget & { kind: "rotation" }): string {
  return `nobody is on call now by the ${layer === undefined ? "rotation" : `layer ${layer} of the rotation`} it names`;
}

function reachAccounts(
  shift: readonly { accountId: number; words: string }[],
  { brand }: Named,
  { people }: Pick<House, "people">,
): Reached {
  const found = shift.map(({ accountId, words }) => {
    const person = people.find(({ id }) => id === accountId);
    const why = whyNot(person, accountId, brand);
    return { id: accountId, reason: words, why };
  });
  const accounts = found.filter(({ why }) => why === null);
  return { accounts, channels: [], missed: accounts.length > 0 ? null : found.map(({ why }) => why).join("; ") };
}

function whyNot(person: Person | undefined, accountId: number, brand: string | null): string | null {
  if (person === undefined) return `account ${accountId} is disabled or gone`;
  if (brand === null || person.brands === null || person.brands.includes(brand)) return null;
  return `${person.name} does not see ${brand}`;
}

function missed(why: string): Reached {
  return { accounts: [], channels: [], missed: why };
}

import { assertNever } from "@/lib/kernel/errors";
import { type Actor, ROLES, type Role, type TokenScope } from "./schema";

/** What can be asked for. Each page and route names one. */
export const PERMISSIONS = [
  "status:read",
  "executive:read",
  "dashboards:read",
  "security:read",
  "alerts:act",
  "ingest:write",
  "house:admin",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Whether something is only looked at (every GET) or changed. A token's scope speaks about this, a role does not. */
export type Access = "read" | "change";

const VIEWER: readonly Permission[] = ["status:read"];
const OPERATOR: readonly Permission[] = [...VIEWER, "executive:read", "dashboards:read", "alerts:act"];

/** S1: each role has the reading of viewer; admin alone changes rules, configuration, users and tokens. */
const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  viewer: VIEWER,
  executive: [...VIEWER, "executive:read"],
  operator: OPERATOR,
  security: [...VIEWER, "security:read", "alerts:act"],
  admin: [...OPERATOR, "security:read", "ingest:write", "house:admin"],
};

/** What a token of each scope may change, if its account's role may. Every scope reads all that the role reads. */
const SCOPE_CHANGES: Record<TokenScope, readonly Permission[]> = {
  read: [],
  write: ["alerts:act", "ingest:write"],
  admin: PERMISSIONS,
};

/** A token may do what both its scope and its account's role allow. */
export function isAllowed(actor: Actor, permission: Permission, access: Access = "change"): boolean {
  switch (actor.kind) {
    case "account":
      return ROLE_PERMISSIONS[actor.role].includes(permission);
    case "token":
      return (
        ROLE_PERMISSIONS[actor.account.role].includes(permission) &&
        (access === "read" || SCOPE_CHANGES[actor.scope].includes(permission))
      );
    case "system":
      return true;
    default:
      return assertNever(actor);
  }
}

/** Whether somebody of this role may, when signed in. */
export function isAllowedRole(role: Role, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].includes(permission);
}

/** Why `isAllowed` said no, as a sentence that names what would do. */
export function describeRefusal(actor: Actor, permission: Permission): string {
  const roles = ROLES.filter((role) => ROLE_PERMISSIONS[role].includes(permission));
  const role = actor.kind === "account" ? actor.role : actor.kind === "token" ? actor.account.role : "admin";
  if (actor.kind === "token" && roles.includes(role)) {
    return `This token has the scope ${actor.scope}, which is not enough here: make one with a wider scope.`;
  }
  return `The role ${role} may not do this; it takes ${roles.join(", ")}.`;
}

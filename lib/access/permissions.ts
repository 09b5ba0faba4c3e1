import { assertNever } from "@/lib/kernel/errors";
import { type Actor, limitOf, ROLES, type Role, type TokenScope } from "./schema";

/** What can be asked for. Each page and route names one. */
export const PERMISSIONS = [
  "status:read",
  "executive:read",
  "dashboards:read",
  "security:read",
  "alerts:act",
  "ingest:write",
  "brands:admin",
  "house:admin",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * How far a change under each permission reaches: into one brand, which the service checks by the row, or into every
 * brand, which takes an account that is not limited to some.
 */
export const REACH: Record<Permission, "brand" | "house"> = {
  "status:read": "brand",
  "executive:read": "brand",
  "dashboards:read": "brand",
  "security:read": "brand",
  "alerts:act": "brand",
  "ingest:write": "brand",
  "brands:admin": "brand",
  "house:admin": "house",
};

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
  admin: [...OPERATOR, "security:read", "ingest:write", "brands:admin", "house:admin"],
};

/** What a token of each scope may change, if its account's role may. Every scope reads all that the role reads. */
const SCOPE_CHANGES: Record<TokenScope, readonly Permission[]> = {
  read: [],
  write: ["alerts:act", "ingest:write"],
  admin: PERMISSIONS,
};

/** Whether a change concerns every brand and the actor is limited to some. Reading stays by role and scope of the query. */
function isBeyondBrands(actor: Actor, permission: Permission, access: Access): boolean {
  return access === "change" && REACH[permission] === "house" && limitOf(actor) !== null;
}

/** A token may do what its scope, its account's role and its account's brands allow. */
export function isAllowed(actor: Actor, permission: Permission, access: Access = "change"): boolean {
  if (isBeyondBrands(actor, permission, access)) return false;
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
  if (actor.kind === "token" && roles.includes(role) && !SCOPE_CHANGES[actor.scope].includes(permission)) {
    return `This token has the scope ${actor.scope}, which is not enough here: make one with a wider scope.`;
  }
  if (roles.includes(role)) return describeLimit(actor);
  return `The role ${role} may not do this; it takes ${roles.join(", ")}.`;
}

/** Why a limited account cannot do what concerns every brand. */
export function describeLimit(actor: Actor): string {
  const brands = limitOf(actor)?.join(", ");
  const whose = actor.kind === "token" ? "This token acts for an account that" : "Your account";
  return `This affects every brand. ${whose} is limited to ${brands === "" ? "no brand" : brands}: ask an admin of all brands.`;
}

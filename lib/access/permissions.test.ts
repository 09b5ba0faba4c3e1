import { describe, expect, it } from "vitest";
import { describeRefusal, isAllowed, PERMISSIONS, type Permission } from "./permissions";
import { type Actor, actorName, ROLES, type Role, TOKEN_SCOPES, type TokenScope } from "./schema";

const account = (role: Role): Actor => ({ kind: "account", id: 1, name: "Ana", email: "ana@x.test", role });
const token = (scope: TokenScope, role: Role): Actor => ({
  kind: "token",
  id: 2,
  name: "ci",
  scope,
  account: { id: 1, email: "ana@x.test", role },
});

const OF_ROLE: Record<Role, Permission[]> = {
  viewer: ["status:read"],
  executive: ["status:read", "executive:read"],
  operator: ["status:read", "executive:read", "dashboards:read", "alerts:act"],
  security: ["status:read", "security:read", "alerts:act"],
  admin: [...PERMISSIONS],
};

describe("permissions", () => {
  it.each(ROLES)("%s may do what S1 says and nothing else", (role) => {
    expect(PERMISSIONS.filter((permission) => isAllowed(account(role), permission))).toEqual(
      PERMISSIONS.filter((permission) => OF_ROLE[role].includes(permission)),
    );
  });

  it.each(TOKEN_SCOPES.flatMap((scope) => ROLES.map((role) => [scope, role] as const)))(
    "a %s token of a %s goes beyond neither",
    (scope, role) => {
      const allowed = PERMISSIONS.filter((permission) => isAllowed(token(scope, role), permission));
      expect(allowed.every((permission) => OF_ROLE[role].includes(permission))).toBe(true);
      expect(allowed.includes("alerts:act")).toBe(scope !== "read" && OF_ROLE[role].includes("alerts:act"));
      expect(allowed.includes("house:admin")).toBe(scope === "admin" && role === "admin");
    },
  );

  it.each(TOKEN_SCOPES)("a %s token reads all that its account reads, and only there", (scope) => {
    for (const role of ROLES) {
      const readable = PERMISSIONS.filter((permission) => isAllowed(token(scope, role), permission, "read"));
      expect(readable).toEqual(PERMISSIONS.filter((permission) => OF_ROLE[role].includes(permission)));
    }
  });

  it("a write token acts on alerts and pushes data, and changes nothing of the house", () => {
    const changes = PERMISSIONS.filter((permission) => isAllowed(token("write", "admin"), permission));
    expect(changes).toEqual(["alerts:act", "ingest:write"]);
  });

  it("a refusal says what would do", () => {
    expect(describeRefusal(account("viewer"), "alerts:act")).toBe(
      "The role viewer may not do this; it takes operator, security, admin.",
    );
    expect(describeRefusal(token("read", "admin"), "alerts:act")).toContain("scope read");
    expect(describeRefusal(token("admin", "viewer"), "alerts:act")).toContain("role viewer");
  });

  it("the console itself may do everything", () => {
    expect(PERMISSIONS.every((permission) => isAllowed({ kind: "system", name: "collector" }, permission))).toBe(true);
  });

  it("names are told as people read them", () => {
    expect(actorName(account("admin"))).toBe("Ana");
    expect(actorName(token("read", "admin"))).toBe("ci (token)");
    expect(actorName({ kind: "system", name: "escalation" })).toBe("escalation");
  });
});
